using System.CommandLine;
using System.CommandLine.Parsing;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Reports;

/// <summary>The option that says how far a report goes back.</summary>
internal static class SinceOption
{
    private const string Name = "--since";

    // As many days as a time series may have points.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1_499);

    /// <summary>Returns the option <c>--since</c>.</summary>
    public static Option<TimeSpan?> Create(string description) => new(Name) { Description = description, HelpName = "TIME", CustomParser = Read };

    private static TimeSpan? Read(ArgumentResult result)
    {
        if (Durations.Parse(result) is not { } time)
        {
            return null;
        }

        if (time > TimeSpan.Zero && time <= Longest)
        {
            return time;
        }

        result.AddError($"{Name}: '{result.Tokens[0].Value}' is not above 0s and at most {Durations.Format(Longest)}");
        return null;
    }
}
