using Grpc.Core;

namespace SemanticCache.Benchmarks.Load;

/// <summary>Answers at once: the ceiling that hits are compared with.</summary>
public sealed class EmptyPingService : PingService.PingServiceBase
{
    private static readonly Task<PingResponse> Nothing = Task.FromResult(new PingResponse());

    /// <inheritdoc/>
    public override Task<PingResponse> Ping(PingRequest request, ServerCallContext context) => Nothing;
}
