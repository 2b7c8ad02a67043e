using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Keys;

/// <summary>A key that was just made, with its text, which nobody can read again.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Tenant">The tenant that it is bound to; null for every tenant.</param>
/// <param name="Namespaces">The namespaces that it is bound to; empty for all.</param>
/// <param name="MayStore">Whether a client may store answers of its own.</param>
/// <param name="RequestsPerMinute">How many requests it may make in a minute; 0 for any number.</param>
/// <param name="MissesPerMinute">How many different questions may miss in a minute; 0 for any number.</param>
/// <param name="CreateTime">When it was created.</param>
/// <param name="ExpireTime">From when on it is refused; null for never.</param>
/// <param name="Secret">The key itself.</param>
internal sealed record NewKeyResult(
    string Id,
    string Name,
    string Role,
    string? Tenant,
    IReadOnlyList<string> Namespaces,
    bool MayStore,
    int RequestsPerMinute,
    int MissesPerMinute,
    DateTimeOffset CreateTime,
    DateTimeOffset? ExpireTime,
    string Secret)
{
    /// <summary>Reads a new key from the wire.</summary>
    public static NewKeyResult Of(ApiKey key, string secret) => new(
        key.Id,
        key.Name,
        WireNames.Of(key.Role),
        key.Tenant.Length == 0 ? null : key.Tenant,
        [.. key.Namespaces],
        key.MayStore,
        key.RequestsPerMinute,
        key.MissesPerMinute,
        key.CreateTime.ToDateTimeOffset(),
        key.ExpireTime?.ToDateTimeOffset(),
        secret);
}
