using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Conformance;

/// <summary>Pairs of entries that must not be merged.</summary>
public static class UnfitPairs
{
    private static readonly CacheEntry First = SampleEntries.Create(1);
    private static readonly CacheEntry Second = SampleEntries.Create(2);
    private static readonly DateTimeOffset AtTheMerge = SampleMerges.Of(1, First, Second).At;

    /// <summary>The pairs by name: what would be kept, and what removed.</summary>
    public static readonly IReadOnlyDictionary<string, (CacheEntry Kept, CacheEntry Removed)> ByName =
        new Dictionary<string, (CacheEntry Kept, CacheEntry Removed)>
        {
            ["kept expired"] = (First with { ExpiresAt = AtTheMerge }, Second),
            ["removed expired"] = (First, Second with { ExpiresAt = AtTheMerge }),
            ["other scope"] = (First, Second with { Scope = new ScopeId(9) }),
            ["other tenant"] = (First, Second with { Tenant = "other" }),
            ["other namespace"] = (First, Second with { Namespace = "other" }),
        };

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. ByName.Keys];
}
