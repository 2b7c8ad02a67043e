using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Quality;

/// <summary>Draws how good decisions were.</summary>
internal static class EvalTable
{
    /// <summary>Returns the drawing.</summary>
    public static IRenderable Draw(EvalResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("domain");
        foreach (var column in new[] { "questions", "possible", "hit rate", "precision", "wrong hits", "near misses accepted", "near hits found" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (domain, figures) in result.Domains ?? new Dictionary<string, EvalResult>())
        {
            AddRow(table, domain, figures);
        }

        AddRow(table, "all", result);
        var rows = new List<IRenderable> { table, new Text($"95 % intervals: {string.Join(", ", result.Intervals.Select(Interval))}"), DrawKinds(result) };
        if (result.Guards is { } guards)
        {
            rows.Add(DrawGuards(guards));
        }

        if (result.Sweep is { } sweep)
        {
            rows.Add(DrawSweep(sweep));
        }

        return new Rows(rows);
    }

    private static void AddRow(Table table, string name, EvalResult figures) => table.AddRow(
        name,
        figures.Questions.ToString("N0", CultureInfo.InvariantCulture),
        Share(figures.Possible),
        Share(figures.HitRate),
        Share(figures.Precision),
        $"{figures.WrongHits} ({Share(figures.WrongHitRate)})",
        $"{figures.TrapsAccepted} of {figures.Traps}",
        $"{figures.NearHitsFound} of {figures.NearHits}");

    private static Text DrawKinds(EvalResult result) =>
        new($"Near misses accepted by kind: {string.Join(", ", result.TrapsByKind.Select(kind => $"{kind.Key} {Share(kind.Value)}"))}");

    private static Table DrawGuards(IReadOnlyList<Evaluation.Benching.GuardEffect> guards)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("guard").AddColumn("wrong hits it would remove").AddColumn("right hits it would lose");
        foreach (var guard in guards)
        {
            table.AddRow(guard.Guard, guard.WrongRemoved.ToString(CultureInfo.InvariantCulture), guard.RightLost.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static Table DrawSweep(IReadOnlyList<Evaluation.Benching.SweepPoint> sweep)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("minimum confidence").AddColumn("hit rate").AddColumn("precision").AddColumn("near misses accepted");
        foreach (var point in sweep)
        {
            table.AddRow(Share(point.MinimumConfidence), Share(point.HitRate), Share(point.Precision), Share(point.NearMissesAccepted));
        }

        return table;
    }

    private static string Interval(KeyValuePair<string, double[]> interval) => $"{interval.Key} {Share(interval.Value[0])}-{Share(interval.Value[1])}";

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);
}
