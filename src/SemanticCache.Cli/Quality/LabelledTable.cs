using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Quality;

/// <summary>Draws how good decisions were on labelled tables.</summary>
internal static class LabelledTable
{
    /// <summary>Returns the drawing of pairs.</summary>
    public static IRenderable Draw(PairsResult result)
    {
        var table = Columns("file", "pairs", "duplicates served", "others served", "right hits");
        foreach (var file in result.Files)
        {
            table.AddRow(file.File, $"{Count(file.Pairs)} of {Count(file.InFile)}", $"{file.HitRate}", $"{file.Accepted}", $"{file.Precision}");
        }

        var identical = result.Files.Sum(file => file.Identical);
        return new Rows([
            table,
            .. result.Files.Where(file => file.Kinds is not null).Select(DrawKinds),
            .. result.Files.Where(file => file.Sweep is not null).Select(DrawSweep),
            .. identical > 0 ? [new Text($"{Count(identical)} pairs were drawn and left out: one text twice belongs to the exact tier.")] : Array.Empty<Text>(),
            DrawConditions(result.Conditions)]);
    }

    /// <summary>Returns the drawing of intents.</summary>
    public static IRenderable Draw(IntentsResult result)
    {
        var table = Columns("file", "stored", "served", "hits of another intent", "rivals too close");
        foreach (var file in result.Files)
        {
            table.AddRow(file.File, Count(file.Stored), $"{file.HitRate}", $"{file.OtherIntentOfHits}", $"{file.RivalTooClose}");
        }

        return new Rows(
            table,
            new Text("A hit of another intent is certainly wrong; one of the same intent need not be right."),
            DrawConditions(result.Conditions));
    }

    private static Table DrawKinds(PairFileResult file)
    {
        var table = Columns(file.File, "duplicates served", "others served");
        foreach (var kind in file.Kinds!)
        {
            table.AddRow(Markup.Escape(kind.Kind), $"{kind.HitRate}", $"{kind.Accepted}");
        }

        return table;
    }

    private static Table DrawSweep(PairFileResult file)
    {
        var table = Columns($"{file.File}: minimum confidence", "duplicates served", "others served", "right hits");
        foreach (var point in file.Sweep!)
        {
            table.AddRow(Share(point.MinimumConfidence), Share(point.HitRate), Share(point.Accepted), Share(point.Precision));
        }

        return table;
    }

    private static Table Columns(string first, params IReadOnlyList<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(first));
        foreach (var column in others)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static Text DrawConditions(EvalConditions conditions)
    {
        var bars = string.Create(CultureInfo.InvariantCulture, $"similarity threshold {conditions.SimilarityThreshold:0.00}")
            + (conditions.MinimumConfidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $", minimum confidence {confidence:0.00}") : "");
        return new Text(
            $"Decision {conditions.Decision}, {bars}. In brackets: 95 % intervals. No answer is known, so none supports a hit: "
            + "a calibrated confidence, which counts on answers, seldom reaches its minimum here.");
    }

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
