using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Jobs;

/// <summary>The entries that a job found and has not asked yet.</summary>
/// <param name="NextLook">From when on it looks for more.</param>
internal sealed record ExpiringQueue(DateTimeOffset NextLook)
{
    /// <summary>The entries, most popular first.</summary>
    public Queue<EntryId> Entries { get; } = new();
}
