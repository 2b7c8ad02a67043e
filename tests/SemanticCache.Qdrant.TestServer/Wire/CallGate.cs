using Google.Protobuf;
using Grpc.Core;
using SemanticCache.Qdrant.TestServer.Faults;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>What every call goes through: recording, the key, planned faults, and one call at a time on the data.</summary>
internal sealed class CallGate
{
    private readonly Lock _data = new();
    private readonly string? _apiKey;
    private readonly FaultPlan _faults;
    private readonly CallLog _calls;

    /// <summary>Creates the gate; without a key everybody is let in.</summary>
    public CallGate(string? apiKey, FaultPlan faults, CallLog calls)
    {
        _apiKey = apiKey;
        _faults = faults;
        _calls = calls;
    }

    /// <summary>Runs one call.</summary>
    public async Task<TResponse> RunAsync<TRequest, TResponse>(
        string method,
        TRequest request,
        Func<TRequest, TResponse> apply,
        ServerCallContext context)
        where TRequest : class, IMessage<TRequest>
    {
        _calls.Add(method, request);
        Authenticate(method, context);
        return _faults.Take(method) is { } fault
            ? await fault.RunAsync(request, Apply, context.CancellationToken)
            : Apply(request);

        TResponse Apply(TRequest accepted)
        {
            lock (_data)
            {
                return apply(accepted);
            }
        }
    }

    /// <summary>Changes the data between calls.</summary>
    public void Apply(Action change)
    {
        lock (_data)
        {
            change();
        }
    }

    private void Authenticate(string method, ServerCallContext context)
    {
        if (_apiKey is null || method == HealthService.HealthCheckName)
        {
            return;
        }

        var key = context.RequestHeaders.GetValue("api-key") ?? BearerOf(context.RequestHeaders.GetValue("authorization"));
        if (key is null)
        {
            throw QdrantError.Unauthenticated("Must provide an API key or an Authorization bearer token");
        }

        if (key != _apiKey)
        {
            throw QdrantError.Unauthenticated("Invalid API key or JWT");
        }
    }

    private static string? BearerOf(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? authorization["Bearer ".Length..] : null;
}
