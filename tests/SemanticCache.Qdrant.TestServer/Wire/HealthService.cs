using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>The service that says which Qdrant this claims to be: the one whose source the semantics were read from.</summary>
internal static class HealthService
{
    /// <summary>The only method that needs no key.</summary>
    public const string HealthCheckName = "Qdrant/HealthCheck";

    /// <summary>Binds the methods.</summary>
    public static MethodTable Bind(CallGate gate) =>
        new MethodTable("Qdrant", gate).Add<HealthCheckRequest, HealthCheckReply>(
            "HealthCheck",
            static _ => new() { Title = "qdrant - vector search engine", Version = "1.19.0", Commit = "0000" });
}
