using System.Collections.Immutable;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Invalidation;

/// <summary>An entry that is taken away, with what goes with it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Aliases">Its other wordings.</param>
internal sealed record InvalidatedEntry(CacheEntry Entry, ImmutableArray<EntryAlias> Aliases);
