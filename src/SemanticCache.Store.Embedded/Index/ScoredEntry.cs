using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>An entry that the index found.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Similarity">Its cosine similarity to the query, in [-1, 1].</param>
internal readonly record struct ScoredEntry(EntryId Id, float Similarity);
