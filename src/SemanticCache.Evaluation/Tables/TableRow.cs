namespace SemanticCache.Evaluation.Tables;

/// <summary>One line of a table.</summary>
/// <param name="Line">Its number in the file, from 1; the header is line 1.</param>
/// <param name="Fields">Its fields, as many as the table has columns.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Fields);
