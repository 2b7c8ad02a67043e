using System.Collections.Immutable;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Access;

/// <summary>What a key allows, without the key itself: of that only a hash is kept.</summary>
public sealed record ApiKey
{
    /// <summary>The most requests a minute that a key can be limited to.</summary>
    public const int MostPerMinute = 1_000_000;

    /// <summary>Gets its identifier, the readable part of the key.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its name for people, logs and audit.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what its holder may do.</summary>
    public required CallerRole Role { get; init; }

    /// <summary>Gets the tenant that it is bound to; empty for every tenant, which an admin or a viewer can have.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Gets the namespaces that it is bound to; empty for all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Gets whether a client may store answers of its own.</summary>
    public bool MayStore { get; init; }

    /// <summary>Gets how many requests it may make in a minute; 0 for any number.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Gets how many different questions may miss in a minute before the cache leaves its requests alone; 0 for any number.</summary>
    public int MissesPerMinute { get; init; }

    /// <summary>Gets the SHA-256 of the whole key, 32 bytes.</summary>
    public required ImmutableArray<byte> Hash { get; init; }

    /// <summary>Gets when it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets from when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets when it was revoked; null where it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Gets the key that takes its place; empty without one.</summary>
    public string ReplacedBy { get; init; } = "";

    /// <summary>Gets the number of its writes, from 1.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Tells whether it is accepted.</summary>
    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    /// <summary>Returns who calls with it.</summary>
    public Caller ToCaller() => new(Tenant.Length == 0 ? Caller.DefaultTenant : Tenant, Name)
    {
        KeyId = Id,
        Role = Role,
        SeesEveryTenant = Tenant.Length == 0,
        MayStore = MayStore || Role is CallerRole.Admin,
        Namespaces = Namespaces,
        RequestsPerMinute = RequestsPerMinute,
        MissesPerMinute = MissesPerMinute,
    };
}
