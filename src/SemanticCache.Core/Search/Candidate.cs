using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>An entry that the search returned.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Similarity">The cosine of the question's and the entry's vectors, in [-1, 1].</param>
public sealed record Candidate(CacheEntry Entry, float Similarity);
