using System.CommandLine;
using System.CommandLine.Parsing;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Cli.Reports;
using SemanticCache.Protocol.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace SemanticCache.Cli.Decisions;

/// <summary>The options that say which decisions to list.</summary>
internal sealed class DecisionOptions
{
    private readonly Option<string> _namespace = QuestionOptions.Namespace();
    private readonly Option<TimeSpan?> _since = SinceOption.Create("How far back, such as 24h; else all that is kept");
    private readonly Option<Outcome> _outcome = new("--outcome")
    {
        Description = "Only those that ended so", HelpName = string.Join('|', WireNames.AllOf<Outcome>()), CustomParser = ReadOutcome,
    };

    private readonly Option<bool> _nearMisses = new("--near-misses") { Description = "Only those whose nearest entry was refused" };
    private readonly Option<bool> _unjudged = new("--unjudged") { Description = "Only those on an entry that nobody has judged" };
    private readonly Option<double?> _leastSimilarity = QuestionOptions.Share("--least-similarity", "Only those whose entry is at least so similar");
    private readonly Option<int> _limit = ListLimit.Option();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _outcome.CompletionSources.Clear();
        _outcome.CompletionSources.Add([.. WireNames.AllOf<Outcome>()]);
        foreach (var option in new Option[] { _namespace, _since, _outcome, _nearMisses, _unjudged, _leastSimilarity, _limit })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns what the command line says.</summary>
    /// <exception cref="UsageException">Two options exclude each other.</exception>
    public DecisionSelection Read(ParseResult parsed, DateTimeOffset now)
    {
        var (outcome, isNearMisses) = (parsed.GetValue(_outcome), parsed.GetValue(_nearMisses));
        return isNearMisses && outcome is not Outcome.Unspecified
            ? throw new UsageException("Give --outcome or --near-misses, not both.")
            : new DecisionSelection
            {
                Namespace = parsed.GetRequiredValue(_namespace),
                Start = parsed.GetValue(_since) is { } age ? Timestamp.FromDateTimeOffset(now - age) : null,
                Outcome = outcome,
                IsNearMisses = isNearMisses,
                IsUnjudged = parsed.GetValue(_unjudged),
                LeastSimilarity = parsed.GetValue(_leastSimilarity),
                Limit = parsed.GetValue(_limit),
            };
    }

    private static Outcome ReadOutcome(ArgumentResult result)
    {
        if (WireNames.TryRead(result.Tokens[0].Value, out Outcome outcome))
        {
            return outcome;
        }

        result.AddError($"--outcome: '{result.Tokens[0].Value}' is not an outcome; use {string.Join(", ", WireNames.AllOf<Outcome>())}");
        return default;
    }
}
