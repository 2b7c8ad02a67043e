namespace SemanticCache.Cli.Entries;

/// <summary>Entries of a namespace.</summary>
/// <param name="Items">The entries, newest first.</param>
internal sealed record EntryList(IReadOnlyList<EntryResult> Items);
