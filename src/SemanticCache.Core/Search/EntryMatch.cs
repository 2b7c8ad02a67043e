using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Search;

/// <summary>An entry that an exact key leads to.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Alias">The alias with that key; null where it is the entry's own.</param>
public readonly record struct EntryMatch(CacheEntry Entry, EntryAlias? Alias);
