using Grpc.Core;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>A call that fails and does nothing.</summary>
internal sealed class FailingFault : Fault
{
    private readonly Status _status;

    public FailingFault(string method, int times, Status status)
        : base(method, times)
    {
        _status = status;
    }

    /// <inheritdoc/>
    public override Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, Func<TRequest, TResponse> apply, CancellationToken cancellationToken) =>
        throw new RpcException(_status);
}
