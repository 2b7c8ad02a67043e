using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>The statements by which entries are chosen that leave a namespace, or a tenant's part of it.</summary>
/// <remarks>
/// The indexes that they need beside the schema's are made when one of them is run for the first time: whoever reaches no limit, or goes by
/// last use alone, does not pay for them.
/// </remarks>
internal static class EvictionSql
{
    /// <summary>What is not pinned; to the letter the condition of the indexes, or they are not used.</summary>
    public const string Evictable = "expires_at < 3155063616000000000";

    /// <summary>Makes the index of what has expired.</summary>
    public const string IndexExpired = $"CREATE INDEX IF NOT EXISTS {ExpiredIndex} ON entries (namespace, expires_at)";

    private const string ExpiredIndex = "entries_by_namespace_expiry";

    /// <summary>Returns the statement that makes the index of an order; null for the one that the schema has.</summary>
    public static string? Index(EvictionOrder order) => order is { Tenant: null, Eviction: Eviction.Lru }
        ? null
        : $"CREATE INDEX IF NOT EXISTS {NameOf(order)} ON entries (namespace, {(order.Tenant is null ? "" : "tenant, ")}{KeyOf(order.Eviction)}) WHERE {Evictable}";

    /// <summary>Returns the selection of what has expired.</summary>
    public static string SelectExpired(EvictionOrder order) =>
        $"SELECT {EntryRemoval.Columns} FROM entries INDEXED BY {ExpiredIndex} WHERE {Held(order)} AND expires_at <= $now ORDER BY expires_at LIMIT $count";

    /// <summary>Returns the selection of what goes next; without the index's name SQLite would rather sort everything that has not expired.</summary>
    public static string SelectNext(EvictionOrder order) =>
        $"SELECT {EntryRemoval.Columns} FROM entries INDEXED BY {NameOf(order)} WHERE {Held(order)} AND {Evictable} ORDER BY {KeyOf(order.Eviction)}, seq LIMIT $count";

    private static string NameOf(EvictionOrder order) => order is { Tenant: null, Eviction: Eviction.Lru }
        ? "entries_by_use"
        : $"entries_by_{(order.Tenant is null ? "namespace" : "tenant")}_{Enum.GetName(order.Eviction)}";

    private static string Held(EvictionOrder order) => order.Tenant is null ? "namespace = $namespace" : "namespace = $namespace AND tenant = $tenant";

    private static string KeyOf(Eviction eviction) => eviction switch
    {
        Eviction.Lfu => "hit_count, last_used_at",
        Eviction.Cost => $"(hit_count + 1) * coalesce(cost, 0) / max({EntryRows.Size}, 1), last_used_at",
        _ => "last_used_at",
    };
}
