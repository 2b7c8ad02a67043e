namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>A call that waits before it is done.</summary>
internal sealed class HoldingFault : Fault
{
    public HoldingFault(string method, int times, CallHold hold)
        : base(method, times)
    {
        Hold = hold;
    }

    /// <summary>What the calls wait for.</summary>
    public CallHold Hold { get; }

    /// <inheritdoc/>
    public override async Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, Func<TRequest, TResponse> apply, CancellationToken cancellationToken)
    {
        await Hold.WaitAsync(cancellationToken);
        return apply(request);
    }
}
