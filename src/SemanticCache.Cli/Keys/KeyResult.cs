using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Keys;

/// <summary>What a key allows and how it stands, without the key itself.</summary>
internal sealed record KeyResult
{
    /// <summary>Its identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What its holder may do.</summary>
    public required string Role { get; init; }

    /// <summary>The tenant that it is bound to; null for every tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The namespaces that it is bound to; empty for all.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>Whether a client may store answers of its own.</summary>
    public bool MayStore { get; init; }

    /// <summary>How many requests it may make in a minute; 0 for any number.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>How many different questions may miss in a minute; 0 for any number.</summary>
    public int MissesPerMinute { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreateTime { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>When it was revoked; null where it was not.</summary>
    public DateTimeOffset? RevokeTime { get; init; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUseTime { get; init; }

    /// <summary>The key that takes its place; null without one.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary><c>active</c>, <c>replaced</c> (accepted until it expires), <c>expired</c> or <c>revoked</c>.</summary>
    public required string State { get; init; }

    /// <summary>Reads a key from the wire.</summary>
    public static KeyResult Of(ApiKey key, DateTimeOffset now) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Role = WireNames.Of(key.Role),
        Tenant = key.Tenant.Length == 0 ? null : key.Tenant,
        Namespaces = [.. key.Namespaces],
        MayStore = key.MayStore,
        RequestsPerMinute = key.RequestsPerMinute,
        MissesPerMinute = key.MissesPerMinute,
        CreateTime = key.CreateTime.ToDateTimeOffset(),
        ExpireTime = key.ExpireTime?.ToDateTimeOffset(),
        RevokeTime = key.RevokeTime?.ToDateTimeOffset(),
        LastUseTime = key.LastUseTime?.ToDateTimeOffset(),
        ReplacedBy = key.ReplacedBy.Length == 0 ? null : key.ReplacedBy,
        State = StateOf(key, now),
    };

    private static string StateOf(ApiKey key, DateTimeOffset now) => key switch
    {
        { RevokeTime: not null } => "revoked",
        { ExpireTime: { } end } when end.ToDateTimeOffset() <= now => "expired",
        { ReplacedBy.Length: > 0 } => "replaced",
        _ => "active",
    };
}
