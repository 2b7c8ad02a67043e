namespace SemanticCache.Core.Entries;

/// <summary>Two entries that answered the same need, made one; it can be undone.</summary>
/// <param name="Id">The merge.</param>
/// <param name="Kept">The entry that stays.</param>
/// <param name="Removed">The entry that goes; its wording becomes an alias of the kept one, with the same id.</param>
/// <param name="Reason">Why, for who reads the list.</param>
/// <param name="At">When.</param>
public sealed record EntryMerge(MergeId Id, EntryId Kept, EntryId Removed, string Reason, DateTimeOffset At);
