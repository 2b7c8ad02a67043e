using System.CommandLine;
using System.Globalization;

namespace SemanticCache.Cli.Invocation;

/// <summary>The option that says how long a list may be.</summary>
internal static class ListLimit
{
    private const int Most = 1000;

    /// <summary>Returns the option <c>--limit</c>.</summary>
    public static Option<int> Option()
    {
        var limit = new Option<int>("--limit") { Description = $"How many at most, from 1 to {Most}", HelpName = "N", DefaultValueFactory = _ => 100 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is < 1 or > Most)
            {
                result.AddError($"--limit: {text} is not from 1 to {Most}");
            }
        });
        return limit;
    }
}
