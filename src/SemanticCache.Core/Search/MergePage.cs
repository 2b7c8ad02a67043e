using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>A part of a list of merges.</summary>
/// <param name="Merges">The merges, newest first.</param>
/// <param name="NextToken">The token of the next page; empty after the last.</param>
public sealed record MergePage(IReadOnlyList<EntryMerge> Merges, string NextToken);
