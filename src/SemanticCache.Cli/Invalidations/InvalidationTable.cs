using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Invalidations;

/// <summary>Draws invalidations.</summary>
internal static class InvalidationTable
{
    /// <summary>Draws what was deleted, or would be.</summary>
    public static IRenderable Draw(InvalidateResult result)
    {
        var counts = Fields.Draw(
            ("matched", Number(result.Matched)),
            ("deleted", result.Sample is null ? Number(result.Deleted) : null),
            ("undo with", result.InvalidationId is { } id ? $"semcache undo {id}" : null));
        return result.Sample is not { Count: > 0 } sample
            ? counts
            : new Rows(counts, new Text(""), Fields.Draw(sample.Select(entry => (entry.Id, (string?)entry.Question))));
    }

    /// <summary>Draws a list of invalidations.</summary>
    public static IRenderable Draw(InvalidationList list) => list.Items.Count == 0
        ? new Text("Nothing was deleted that could be brought back.")
        : new Rows(list.Items.Select(found => Fields.Draw(
            ("invalidation", found.Id),
            ("time", Time(found.CreateTime)),
            ("caller", found.Caller),
            ("filter", found.Filter),
            ("state", found.State),
            ("entries", $"{Number(found.Matched)} matched, {Number(found.Deleted)} deleted, {Number(found.Restored)} brought back"),
            ("until", Time(found.ExpireTime) + "\n"))));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
