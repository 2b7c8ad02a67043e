using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;
using ApiKey = SemanticCache.Core.Access.ApiKey;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads what a new key is to allow, and writes keys.</summary>
internal static class KeyMapping
{
    private const int LongestName = 128;
    private const int MostNamespaces = 100;

    /// <summary>Reads a request for a key; identifier and hash are still to be filled in.</summary>
    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT: a field is wrong; every one is named.</exception>
    public static ApiKey ReadOrThrow(CreateKeyRequest request, DateTimeOffset now)
    {
        var mistakes = new List<FieldMistake>();
        Require("name", request.Name.Trim().Length is > 0 and <= LongestName, $"must have 1 to {LongestName} characters");
        Require("role", request.Role is KeyRole.Client or KeyRole.Viewer or KeyRole.Admin, "must be KEY_ROLE_CLIENT, KEY_ROLE_VIEWER or KEY_ROLE_ADMIN");
        Require("tenant", request.Tenant.Length == 0 || NamespaceName.IsValid(request.Tenant), $"must have {NamespaceName.Rule}");
        Require("namespaces", request.Namespaces.Count <= MostNamespaces, $"holds {request.Namespaces.Count} names; at most {MostNamespaces} are taken");
        for (var i = 0; i < Math.Min(request.Namespaces.Count, MostNamespaces); i++)
        {
            Require($"namespaces[{i}]", NamespaceName.IsValid(request.Namespaces[i]), $"must have {NamespaceName.Rule}");
        }

        Require("may_store", !request.MayStore || request.Role is not KeyRole.Viewer, "is not for a viewer, who may not store");
        Require("requests_per_minute", request.RequestsPerMinute is >= 0 and <= ApiKey.MostPerMinute, $"must be from 0 to {ApiKey.MostPerMinute}");
        Require("misses_per_minute", request.MissesPerMinute is >= 0 and <= ApiKey.MostPerMinute, $"must be from 0 to {ApiKey.MostPerMinute}");
        Require("ttl", request.Ttl is null || (request.Ttl.Seconds > 0 && WireTime.Read(request.Ttl) is not null), "must be at least a second and at most 100 years");
        GrpcErrors.ThrowIfAny(mistakes);
        return new ApiKey
        {
            Id = "",
            Hash = [],
            CreatedAt = now,
            Name = request.Name.Trim(),
            Role = RoleOf(request.Role),
            Tenant = request.Tenant.Length == 0 && request.Role is KeyRole.Client ? Caller.DefaultTenant : request.Tenant,
            Namespaces = [.. request.Namespaces.Distinct(StringComparer.Ordinal)],
            MayStore = request.MayStore,
            RequestsPerMinute = request.RequestsPerMinute,
            MissesPerMinute = request.MissesPerMinute,
            ExpiresAt = request.Ttl is { } ttl ? now + ttl.ToTimeSpan() : null,
        };

        void Require(string field, bool holds, string description)
        {
            if (!holds)
            {
                mistakes.Add(new FieldMistake(field, description));
            }
        }
    }

    /// <summary>Writes a key.</summary>
    public static Protocol.V1.ApiKey Write(ApiKey key, DateTimeOffset? lastUse) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Role = RoleOf(key.Role),
        Tenant = key.Tenant,
        Namespaces = { key.Namespaces },
        MayStore = key.MayStore,
        RequestsPerMinute = key.RequestsPerMinute,
        MissesPerMinute = key.MissesPerMinute,
        CreateTime = key.CreatedAt.ToTimestamp(),
        ExpireTime = key.ExpiresAt?.ToTimestamp(),
        RevokeTime = key.RevokedAt?.ToTimestamp(),
        LastUseTime = lastUse?.ToTimestamp(),
        ReplacedBy = key.ReplacedBy,
    };

    /// <summary>Returns what a key allows, as JSON for the audit log.</summary>
    public static string Describe(ApiKey key) => JsonFormatter.Default.Format(Write(key, lastUse: null));

    private static CallerRole RoleOf(KeyRole role) => role switch
    {
        KeyRole.Admin => CallerRole.Admin,
        KeyRole.Viewer => CallerRole.Viewer,
        _ => CallerRole.Client,
    };

    private static KeyRole RoleOf(CallerRole role) => role switch
    {
        CallerRole.Admin => KeyRole.Admin,
        CallerRole.Viewer => KeyRole.Viewer,
        _ => KeyRole.Client,
    };
}
