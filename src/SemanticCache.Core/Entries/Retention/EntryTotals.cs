namespace SemanticCache.Core.Entries.Retention;

/// <summary>How much a namespace, or one tenant's part of it, holds; expired entries included.</summary>
/// <param name="Entries">How many entries.</param>
/// <param name="Bytes">The bytes of their questions and answers.</param>
public readonly record struct EntryTotals(long Entries, long Bytes);
