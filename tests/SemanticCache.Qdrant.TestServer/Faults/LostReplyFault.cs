using Grpc.Core;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>A call that takes effect and fails.</summary>
internal sealed class LostReplyFault : Fault
{
    private readonly Status _status;

    public LostReplyFault(string method, int times, Status status)
        : base(method, times)
    {
        _status = status;
    }

    /// <inheritdoc/>
    public override Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, Func<TRequest, TResponse> apply, CancellationToken cancellationToken)
    {
        _ = apply(request);
        throw new RpcException(_status);
    }
}
