using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>A part of a list of entries.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="NextToken">The token of the next page; empty after the last.</param>
public sealed record EntryPage(IReadOnlyList<CacheEntry> Entries, string NextToken);
