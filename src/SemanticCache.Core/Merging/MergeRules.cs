using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Merging;

/// <summary>Which entries may be merged, and which of two stays.</summary>
internal static class MergeRules
{
    /// <summary>Tells whether duplicates are merged under a policy: only where a verifier decides what is served.</summary>
    public static bool Apply(NamespacePolicy policy) =>
        policy is { Decision: DecisionKind.Verified, Mode: CacheMode.Serve, Tiers: CacheTiers.ExactThenSemantic };

    /// <summary>Tells whether an entry may take part in a merge at all.</summary>
    public static bool MayTakePart(CacheEntry entry, DateTimeOffset now) =>
        !entry.Vector.IsEmpty && entry.Feedback.Bad == 0 && !entry.IsExpired(now);

    /// <summary>Tells whether two entries belong to the same requests and go at the same invalidations; what is pinned twice is meant twice.</summary>
    public static bool AreComparable(CacheEntry one, CacheEntry other) =>
        !(one.IsPinned && other.IsPinned)
        && one.Scope == other.Scope
        && one.Namespace == other.Namespace
        && one.Tenant == other.Tenant
        && one.Tags.ToHashSet().SetEquals(other.Tags)
        && one.Sources.ToHashSet().SetEquals(other.Sources);

    /// <summary>Tells whether an entry comes before another in time; of two, exactly one does.</summary>
    public static bool IsOlder(CacheEntry one, CacheEntry other) => (one.CreatedAt, one.Id.Value).CompareTo((other.CreatedAt, other.Id.Value)) < 0;

    /// <summary>Returns two entries, the one that stays first: the pinned, then more good feedback, then more hits, then the older.</summary>
    public static (CacheEntry Kept, CacheEntry Removed) Choose(CacheEntry one, CacheEntry other)
    {
        var (left, right) = ((one.IsPinned, one.Feedback.Good, one.HitCount), (other.IsPinned, other.Feedback.Good, other.HitCount));
        var order = left.CompareTo(right);
        return order > 0 || (order == 0 && IsOlder(one, other)) ? (one, other) : (other, one);
    }
}
