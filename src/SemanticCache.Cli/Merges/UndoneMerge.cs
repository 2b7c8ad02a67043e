namespace SemanticCache.Cli.Merges;

/// <summary>A merge that is no more.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Undone">Always true.</param>
internal sealed record UndoneMerge(string Id, bool Undone);
