using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>Filters that match one special entry and none of the others.</summary>
public static class DeletionFilters
{
    /// <summary>The entry that every filter matches.</summary>
    public static readonly CacheEntry Special = SampleEntries.Create(50) with
    {
        Namespace = "other", Tenant = "other", Scope = new ScopeId(3), CreatedAt = SampleEntries.Now.AddDays(-1),
    };

    /// <summary>The filters by name.</summary>
    public static readonly IReadOnlyDictionary<string, EntryFilter> ByName = new Dictionary<string, EntryFilter>
    {
        ["id"] = new() { Id = Special.Id },
        ["namespace"] = new() { Namespace = "other" },
        ["tenant"] = new() { Tenant = "other" },
        ["scope"] = new() { Scope = Special.Scope },
        ["tag"] = new() { Tag = "tag-50" },
        ["source"] = new() { SourceId = "document-50" },
        ["source version"] = new() { SourceId = "handbook", SourceVersion = "50" },
        ["age"] = new() { CreatedBefore = SampleEntries.Now },
        ["age from below"] = new() { CreatedFrom = Special.CreatedAt, CreatedBefore = Special.CreatedAt.AddTicks(1) },
        ["question"] = new() { Question = Special.Question },
        ["several"] = new() { Tag = "all", Tenant = "other", SourceId = "handbook" },
    };

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. ByName.Keys];
}
