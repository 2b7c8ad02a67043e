using System.Globalization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Decisions;

/// <summary>Draws decisions.</summary>
internal static class DecisionTable
{
    private const string NotRecorded = "(not recorded)";
    private const string Gone = "(no longer stored)";

    /// <summary>Draws a part of the decision log.</summary>
    public static IRenderable Draw(DecisionList list) => list.Items.Count == 0 ? new Text("There are no such decisions.") : Draw(list.Items);

    /// <summary>Draws decisions below each other.</summary>
    public static IRenderable Draw(IEnumerable<DecisionResult> decisions) => new Rows(decisions.Select(decision => Fields.Draw(
        ("decision", decision.Id),
        ("time", decision.Time.ToString("u", CultureInfo.InvariantCulture)),
        ("outcome", $"{decision.Outcome} ({decision.Reason})"),
        ("withheld", decision.Withheld),
        ("asked", Numbers.OneLine(Asked(decision))),
        ("stored", decision.EntryId is null ? null : Numbers.OneLine(Stored(decision))),
        ("similarity", decision.Similarity is null ? null : Numbers.Score(decision.Similarity)),
        ("confidence", decision.Confidence is null ? null : $"{Numbers.Score(decision.Confidence)}, needed {Numbers.Threshold(decision.MinimumConfidence)}"),
        ("refused by", decision.Guard),
        ("verdict", decision.Verdict),
        ("", ""))));

    /// <summary>Returns the question that was asked, or why it is not there.</summary>
    public static string Asked(DecisionResult decision) => decision.Question ?? NotRecorded;

    /// <summary>Returns the question of the entry, or why it is not there.</summary>
    public static string Stored(DecisionResult decision) => decision.EntryQuestion ?? Gone;
}
