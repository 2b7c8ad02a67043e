using System.Globalization;
using SemanticCache.Cli.Invocation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SemanticCache.Cli.Questions;

/// <summary>Draws what a lookup found.</summary>
internal static class LookupTable
{
    /// <summary>Returns the drawing.</summary>
    public static IRenderable Draw(LookupResult result)
    {
        var fields = Fields.Draw(
            ("outcome", $"{result.Outcome} ({result.Reason})"),
            ("similarity", Share(result.Similarity)),
            ("confidence", Share(result.Confidence)),
            ("question", result.Question),
            ("answer", result.Answer),
            ("age", result.AgeSeconds is { } age ? Durations.Format(TimeSpan.FromSeconds(age)) : null),
            ("entry", result.EntryId));
        return result.Candidates is { } candidates ? new Rows(fields, new Text(""), DrawCandidates(result, candidates)) : fields;
    }

    private static IRenderable DrawCandidates(LookupResult result, IReadOnlyList<CandidateResult> candidates)
    {
        if (candidates.Count == 0)
        {
            return new Text("No candidates: nothing similar is stored, or nothing had to be decided.");
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("similarity").RightAligned().NoWrap())
            .AddColumn(new TableColumn("confidence").RightAligned().NoWrap())
            .AddColumn(new TableColumn("verifier").RightAligned().NoWrap())
            .AddColumn(new TableColumn("verdict").NoWrap())
            .AddColumn("stored question");
        foreach (var candidate in candidates)
        {
            var verdict = candidate.Guard is { } guard ? $"{candidate.Reason}\n{guard.Describe()}" : candidate.Reason;
            table.AddRow(new Text(Share(candidate.Similarity)!), new Text(Share(candidate.Confidence) ?? "-"), new Text(Share(candidate.Probability) ?? "-"), new Text(verdict), new Text(candidate.Alias ? $"{candidate.Question} (alias)" : candidate.Question));
        }

        return new Rows(
            new Text($"Candidates (similarity must reach {Share(result.SimilarityThreshold)}, confidence {Share(result.MinimumConfidence)}):"),
            table);
    }

    private static string? Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture);
}
