using SemanticCache.Core.Scoping;
using SemanticCache.Evaluation.Tables;

namespace SemanticCache.Evaluation.Intents;

/// <summary>A table of utterances with their intents.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Utterances">Each wording of a domain once.</param>
internal sealed record IntentFile(string Name, IReadOnlyList<IntentUtterance> Utterances)
{
    private static readonly string[] Text = ["text", "utterance"];
    private static readonly string[] Intent = ["intent", "label", "cluster"];
    private const string Domain = "domain";
    private const char DomainEnd = ':';

    /// <summary>Reads a file; the domain stands in its own column or before a colon in the intent.</summary>
    /// <exception cref="InvalidDataException">It is missing or has a mistake; names file, line and column.</exception>
    public static IntentFile ReadOrThrow(string path)
    {
        var table = TableFile.ReadOrThrow(path);
        var (text, intent, domain) = (table.FindOrThrow("the utterance", Text), table.FindOrThrow("the intent", Intent), table.Find(Domain));
        var wordings = table.Rows.Select(row =>
        {
            var label = table.TextOrThrow(row, intent);
            return (
                row.Line,
                Domain: domain is { } column ? table.TextOrThrow(row, column) : DomainOf(label),
                Text: CanonicalText.Of(table.TextOrThrow(row, text)),
                Intent: label);
        });
        return new IntentFile(table.Name, [.. wordings
            .GroupBy(wording => (wording.Domain, wording.Text))
            .Select(same => new IntentUtterance(same.First().Line, same.Key.Domain, same.Key.Text, [.. same.Select(wording => wording.Intent).Distinct()]))]);
    }

    private static string DomainOf(string intent) => intent.IndexOf(DomainEnd, StringComparison.Ordinal) is > 0 and var end ? intent[..end] : "";
}
