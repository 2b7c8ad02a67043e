using System.Collections.Immutable;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.WriteBack;

/// <summary>An entry from another store, with its aliases.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Aliases">Its other wordings.</param>
internal sealed record ImportedEntry(CacheEntry Entry, ImmutableArray<EntryAlias> Aliases);
