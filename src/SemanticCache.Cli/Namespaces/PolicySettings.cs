using Google.Protobuf.WellKnownTypes;
using SemanticCache.Cli.Invocation;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>Settings given as <c>key=value</c>; <c>key=</c> returns to the default.</summary>
internal sealed class PolicySettings
{
    private readonly IReadOnlyList<(PolicyKey Key, string Value)> _settings;

    private PolicySettings(IReadOnlyList<(PolicyKey Key, string Value)> settings)
    {
        _settings = settings;
    }

    /// <summary>The fields of the wire's policy that the settings change.</summary>
    public FieldMask Mask => new() { Paths = { _settings.Select(setting => setting.Key.Field).Distinct(StringComparer.Ordinal) } };

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UsageException">A key or value is not known; every one is named.</exception>
    public static PolicySettings Parse(IEnumerable<string> arguments)
    {
        var settings = new List<(PolicyKey Key, string Value)>();
        var mistakes = new List<string>();
        foreach (var argument in arguments)
        {
            var parts = argument.Split('=', 2);
            if (parts.Length < 2)
            {
                mistakes.Add($"'{argument}' is not key=value");
            }
            else if (PolicyKeys.Find(parts[0]) is not { } key)
            {
                mistakes.Add($"'{parts[0]}' is not a setting; settings are {string.Join(", ", PolicyKeys.All.Select(known => known.Name))}");
            }
            else if (parts[1].Length > 0 && !key.TrySet(new Policy(), parts[1]))
            {
                mistakes.Add($"{key.Name}: '{parts[1]}' is not allowed; it takes {key.Allowed}");
            }
            else
            {
                settings.Add((key, parts[1]));
            }
        }

        return mistakes.Count == 0 ? new PolicySettings(settings) : throw new UsageException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>Changes a policy.</summary>
    public void ApplyTo(Policy policy)
    {
        foreach (var (key, value) in _settings)
        {
            if (value.Length == 0)
            {
                key.Reset(policy);
            }
            else
            {
                key.TrySet(policy, value);
            }
        }
    }

    /// <summary>Changes the policy of a namespace that was read, unless somebody else did meanwhile, and returns it.</summary>
    /// <exception cref="Grpc.Core.RpcException">ABORTED: somebody did; INVALID_ARGUMENT: the service does not take a value.</exception>
    public async Task<Namespace> SendAsync(SemanticCacheClient client, Namespace found, DateTime deadline, CancellationToken cancellationToken)
    {
        var request = new UpdateNamespaceRequest { Name = found.Name, Policy = found.Policy.Clone(), Etag = found.Etag, UpdateMask = Mask };
        ApplyTo(request.Policy);
        return (await client.Admin.UpdateNamespaceAsync(request, null, deadline, cancellationToken)).Namespace;
    }
}
