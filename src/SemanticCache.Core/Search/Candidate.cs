using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>An entry that the search returned.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Similarity">The cosine of the question's vector and the wording's, in [-1, 1].</param>
/// <param name="Alias">The alias whose wording was found; null where it was the entry's own question.</param>
public sealed record Candidate(CacheEntry Entry, float Similarity, EntryAlias? Alias = null)
{
    /// <summary>The wording that was found: the alias's, or else the entry's own.</summary>
    public string Question => Alias?.Question ?? Entry.Question;
}
