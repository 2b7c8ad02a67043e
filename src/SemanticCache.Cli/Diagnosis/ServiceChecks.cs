using Grpc.Core;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace SemanticCache.Cli.Diagnosis;

/// <summary>What can be asked over gRPC.</summary>
internal sealed class ServiceChecks
{
    private const int ShownNamespaces = 5;
    private const int PageSize = 1000;
    private const string LookIntoLog = "Look into the service's log.";

    // No entry has this identifier; a store that says so works.
    private static readonly string NoEntry = Guid.Empty.ToString();

    private readonly ServiceConnection _service;
    private readonly Uri _address;
    private readonly bool _hasKey;
    private readonly TimeProvider _time;

    public ServiceChecks(ServiceConnection service, Uri address, bool hasKey, TimeProvider time)
    {
        _service = service;
        _address = address;
        _hasKey = hasKey;
        _time = time;
    }

    /// <summary>Whether the service has answered.</summary>
    public bool IsThere { get; private set; }

    private DateTime Deadline => Deadlines.ForProbe(_time);

    /// <summary>Asks for the service's own opinion of its health.</summary>
    public async Task<Finding> HealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await ServiceConnection.HealthAsync(_address, Deadline, cancellationToken);
            IsThere = true;
            return status is ServingStatus.Serving
                ? Finding.Good(CheckNames.Service, $"serving at {_address.GetLeftPart(UriPartial.Authority)}")
                : Finding.Bad(CheckNames.Service, "it answers, but is not ready", LookIntoLog);
        }
        catch (ServiceUnreachableException)
        {
            return Finding.Bad(
                CheckNames.Service, $"nobody speaks gRPC at {_address.GetLeftPart(UriPartial.Authority)}",
                "Start it with 'semcache serve', or name its gRPC address (port 5051, not the HTTP port) with --address.");
        }
        catch (RpcException failure) when (failure.StatusCode is not StatusCode.Cancelled)
        {
            return Finding.Bad(
                CheckNames.Service, $"what answers at {_address.GetLeftPart(UriPartial.Authority)} has no health to tell ({failure.StatusCode})",
                "Name the service's gRPC address (port 5051, not the HTTP port) with --address.");
        }
    }

    /// <summary>Finds out what the key is for; the role is null where it is not accepted.</summary>
    public async Task<(Finding Finding, KeyRole? Role)> KeyAsync(CancellationToken cancellationToken)
    {
        var refusal = await RefusalOfAsync(client => client.Admin.ListKeysAsync(new ListKeysRequest { PageSize = 1 }, null, Deadline, cancellationToken));
        switch (refusal?.StatusCode)
        {
            case null:
                return (Finding.Good(CheckNames.Key, _hasKey ? "accepted, an admin's" : "none is needed"), KeyRole.Admin);
            case StatusCode.Unauthenticated:
                return (Unaccepted(), null);
            case StatusCode.PermissionDenied when FailureReport.ReasonOf(refusal) != "WRONG_ROLE":
                return (Finding.Good(CheckNames.Key, "accepted, an admin's that is bound to a tenant or namespaces"), KeyRole.Admin);
            case StatusCode.PermissionDenied:
                var role = await RefusalOfAsync(client => client.Admin.ListNamespacesAsync(new ListNamespacesRequest { PageSize = 1 }, null, Deadline, cancellationToken)) is null
                    ? KeyRole.Viewer
                    : KeyRole.Client;
                return (Finding.Good(CheckNames.Key, $"accepted, a {WireNames.Of(role)}'s"), role);
            default:
                return (Finding.Bad(CheckNames.Key, $"it cannot be told ({refusal.Status.Detail})", "Try again in a minute."), null);
        }
    }

    /// <summary>Reads the namespaces.</summary>
    public async Task<(Finding Finding, IReadOnlyList<Namespace> Found)> NamespacesAsync(KeyRole role, CancellationToken cancellationToken)
    {
        if (role is KeyRole.Client)
        {
            return (Finding.Good(CheckNames.Namespaces, "not asked, because a client may not read them"), []);
        }

        try
        {
            var request = new ListNamespacesRequest { PageSize = PageSize };
            var found = (await _service.CallAsync(async client => await client.Admin.ListNamespacesAsync(request, null, Deadline, cancellationToken))).Namespaces;
            var names = string.Join(", ", found.Take(ShownNamespaces).Select(each => each.Name));
            return (Finding.Good(CheckNames.Namespaces, found.Count == 0 ? "none yet" : $"{names}{(found.Count > ShownNamespaces ? $" and {found.Count - ShownNamespaces} more" : "")}"), found);
        }
        catch (RpcException failure) when (failure.StatusCode is not StatusCode.Cancelled)
        {
            return (Finding.Bad(CheckNames.Namespaces, failure.Status.Detail, LookIntoLog), []);
        }
    }

    /// <summary>Reads from the store.</summary>
    public async Task<Finding> StoreAsync(KeyRole role, CancellationToken cancellationToken)
    {
        if (role is KeyRole.Client)
        {
            return Finding.Good(CheckNames.Store, "not asked, because a client may not read entries");
        }

        var refusal = await RefusalOfAsync(client => client.Admin.GetEntryAsync(new GetEntryRequest { Id = NoEntry }, null, Deadline, cancellationToken));
        return refusal is null or { StatusCode: StatusCode.NotFound }
            ? Finding.Good(CheckNames.Store, "it answers")
            : Finding.Bad(CheckNames.Store, refusal.Status.Detail, "Check Store in the service's configuration, and with Qdrant whether Qdrant runs; until then requests are only forwarded.");
    }

    private Finding Unaccepted() => _hasKey
        ? Finding.Bad(CheckNames.Key, "it is unknown, has expired or was revoked", "Let an admin create another with 'semcache keys create NAME --role client'.")
        : Finding.Bad(CheckNames.Key, "the service wants one, and none was given", "Give one with --api-key or SEMCACHE_API_KEY.");

    // A call that is refused is an answer here.
    private async Task<RpcException?> RefusalOfAsync<T>(Func<SemanticCache.Client.SemanticCacheClient, AsyncUnaryCall<T>> call)
    {
        try
        {
            await _service.CallAsync(async client => await call(client));
            return null;
        }
        catch (RpcException refusal) when (refusal.StatusCode is not StatusCode.Cancelled)
        {
            return refusal;
        }
    }
}
