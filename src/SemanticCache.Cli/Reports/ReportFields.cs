namespace SemanticCache.Cli.Reports;

/// <summary>The figures of a report in words, for the terminal as for a page.</summary>
internal static class ReportFields
{
    /// <summary>How many of the fields only say what the report is of.</summary>
    public const int Heading = 2;

    private const int ShownGuards = 3;

    /// <summary>Returns the figures of a namespace, each with its name; null where there is nothing to say.</summary>
    public static IEnumerable<(string Name, string? Value)> Of(ReportResult report, NamespaceReport each) =>
    [
        ("namespace", each.Namespace),
        ("span", report.Span),
        ("requests", $"{Numbers.Count(each.Requests)}, {Numbers.Count(each.Bypassed)} left alone, {Numbers.Count(each.Errors)} failed"),
        ("hits", $"{Numbers.Count(each.ExactHits + each.SemanticHits + each.StaleHits)}: {Numbers.Count(each.ExactHits)} exact, {Numbers.Count(each.SemanticHits)} semantic"
            + (each.StaleHits > 0 ? $", {Numbers.Count(each.StaleHits)} after their expiry" : "")),
        ("hit rate", Numbers.Share(HitRate(each))),
        ("withheld", each.WithheldHits > 0 ? $"{Numbers.Count(each.WithheldHits)} more hits, which the mode kept back" : null),
        ("saved", $"{Numbers.Count(each.TokensSaved)} tokens, cost {Numbers.Cost(each.CostSaved)}{(each.ShareSaved is { } share ? $", {Numbers.Share(share)} of all" : "")}"),
        ("spent", $"{Numbers.Count(each.TokensSpent)} tokens, cost {Numbers.Cost(each.CostSpent)}"),
        ("feedback", $"{Numbers.Count(each.GoodFeedback)} right, {Numbers.Count(each.BadFeedback)} wrong"),
        ("refused by guards", each.GuardRefusals.Count == 0 ? null : Guards(each)),
        ("not logged", each.UnloggedDecisions > 0 ? $"{Numbers.Count(each.UnloggedDecisions)} decisions, for which the decision log had no room" : null),
        ("entries now", Numbers.Count(each.Entries)),
    ];

    /// <summary>Returns the latencies of a namespace: p50, p95 and p99; those to the first part only where answers were streamed.</summary>
    public static IEnumerable<(string Name, double?[] Times)> Latencies(NamespaceReport each)
    {
        yield return ("hits", [each.HitP50Ms, each.HitP95Ms, each.HitP99Ms]);
        yield return ("misses", [each.MissP50Ms, each.MissP95Ms, each.MissP99Ms]);
        if ((each.HitFirstPartP50Ms ?? each.MissFirstPartP50Ms) is not null)
        {
            yield return ("hits, first part", [each.HitFirstPartP50Ms, each.HitFirstPartP95Ms, each.HitFirstPartP99Ms]);
            yield return ("misses, first part", [each.MissFirstPartP50Ms, each.MissFirstPartP95Ms, each.MissFirstPartP99Ms]);
        }
    }

    /// <summary>Returns the hit rate; null where there were no requests.</summary>
    public static double? HitRate(NamespaceReport each) => each.Requests > each.Errors ? each.HitRate : null;

    private static string Guards(NamespaceReport each) => string.Join(", ", each.GuardRefusals
        .OrderByDescending(guard => guard.Value)
        .ThenBy(guard => guard.Key, StringComparer.Ordinal)
        .Take(ShownGuards)
        .Select(guard => $"{guard.Key} {Numbers.Count(guard.Value)}"));
}
