using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Entries.Retention;

/// <summary>What a store is to bring within limits: a namespace, or one tenant's part of it.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Entries">How many entries may stay, at least 0.</param>
public sealed record EvictionOrder(string Namespace, long Entries)
{
    /// <summary>The tenant whose entries are counted and evicted; null for all of the namespace.</summary>
    public string? Tenant { get; init; }

    /// <summary>How many bytes of questions and answers may stay, at least 0; null for any number.</summary>
    public long? Bytes { get; init; }

    /// <summary>Which go first, after those that have expired.</summary>
    public Eviction Eviction { get; init; }

    /// <summary>The present time, by which entries have expired; the default takes none for expired.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Tells whether something is within the limits.</summary>
    public bool IsMetBy(EntryTotals totals) => totals.Entries <= Entries && (Bytes is not { } bytes || totals.Bytes <= bytes);
}
