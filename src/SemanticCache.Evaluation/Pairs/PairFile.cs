using SemanticCache.Core.Scoping;
using SemanticCache.Evaluation.Tables;

namespace SemanticCache.Evaluation.Pairs;

/// <summary>A table of labelled pairs.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Pairs">The pairs.</param>
internal sealed record PairFile(string Name, IReadOnlyList<LabelledPair> Pairs)
{
    private static readonly string[] Stored = ["text_a", "question1", "question_a", "sentence1"];
    private static readonly string[] Asked = ["text_b", "question2", "question_b", "sentence2"];
    private static readonly string[] Label = ["label", "is_duplicate"];
    private static readonly string[] Kind = ["kind", "test", "subset"];

    private static readonly Dictionary<string, bool> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1"] = true,
        ["true"] = true,
        ["yes"] = true,
        ["duplicate"] = true,
        ["0"] = false,
        ["false"] = false,
        ["no"] = false,
        ["not duplicate"] = false,
    };

    /// <summary>Reads a file; where it has the two questions and no other column, all its pairs are duplicates.</summary>
    /// <exception cref="InvalidDataException">It is missing or has a mistake; names file, line and column.</exception>
    public static PairFile ReadOrThrow(string path)
    {
        var table = TableFile.ReadOrThrow(path);
        var (stored, asked) = (table.FindOrThrow("the stored question", Stored), table.FindOrThrow("the asking question", Asked));
        var label = table.ColumnCount == 2 ? default(int?) : table.FindOrThrow("the label", Label);
        var kind = table.Find(Kind);
        return new PairFile(table.Name, [.. table.Rows.Select(row => new LabelledPair(
            row.Line,
            CanonicalText.Of(table.TextOrThrow(row, stored)),
            CanonicalText.Of(table.TextOrThrow(row, asked)),
            label is not { } position || IsDuplicate(table, row, position),
            kind is { } column ? row.Fields[column] : ""))]);
    }

    private static bool IsDuplicate(TableFile table, TableRow row, int position) =>
        Labels.TryGetValue(row.Fields[position].Trim(), out var isDuplicate)
            ? isDuplicate
            : throw table.MistakeIn(row, position, $"'{row.Fields[position]}' is no label; there are: {string.Join(", ", Labels.Keys)}.");
}
