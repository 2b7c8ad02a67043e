using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Demo;

/// <summary>Draws a few of the demo's questions with what became of them.</summary>
internal static class DemoSamples
{
    private const int MostHits = 2;
    private const int MostWrongHits = 2;
    private const int LongestQuestion = 100;

    /// <summary>Returns the drawings: the right semantic hits that looked least alike, wrong hits, and the refused look-alike that looked most alike.</summary>
    public static IEnumerable<IRenderable> Draw(DemoRun run)
    {
        var right = run.Figures.SemanticHits.Where(hit => hit.IsRight && hit.Question.Text.Length <= LongestQuestion)
            .OrderBy(hit => hit.Response!.Metadata.Similarity).DistinctBy(hit => hit.Question.Namespace).Take(MostHits);
        foreach (var hit in right)
        {
            yield return Sample("semantic hit", hit);
        }

        foreach (var hit in run.Figures.WrongHits.DistinctBy(hit => hit.Question.Text).Take(MostWrongHits))
        {
            yield return Sample("WRONG HIT", hit);
        }

        if (run.LookAlikes.Sample is { } refused)
        {
            var candidate = refused.Candidate;
            var verdict = candidate.Guard.Length > 0 ? $"{candidate.Reason}: {candidate.Guard}, {candidate.GuardReason}" : candidate.Reason;
            yield return Sample(
                $"refused look-alike ({verdict})", refused.Question, candidate.Question, candidate.Similarity, candidate.HasConfidence ? candidate.Confidence : null);
        }
    }

    private static Rows Sample(string title, DemoObservation hit)
    {
        var metadata = hit.Response!.Metadata;
        return Sample(
            $"{title} in {hit.Question.Namespace}",
            hit.Question.Text,
            metadata.Question,
            metadata.HasSimilarity ? metadata.Similarity : null,
            metadata.HasConfidence ? metadata.Confidence : null);
    }

    private static Rows Sample(string title, string asked, string stored, double? similarity, double? confidence) => new(
        new Text(title, new Style(decoration: Decoration.Bold)),
        new Padder(
            Fields.Draw(
                ("asked", asked),
                ("stored", stored),
                ("", string.Create(CultureInfo.InvariantCulture, $"similarity {similarity:0.000}, confidence {(confidence is null ? "-" : confidence.Value.ToString("0.000", CultureInfo.InvariantCulture))}"))),
            new Padding(2, 0, 0, 1)));
}
