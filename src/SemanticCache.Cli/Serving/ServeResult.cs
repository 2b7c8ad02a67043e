namespace SemanticCache.Cli.Serving;

/// <summary>Where the service listens.</summary>
/// <param name="Grpc">The address of gRPC.</param>
/// <param name="Http">The address of HTTP.</param>
internal sealed record ServeResult(Uri Grpc, Uri Http);
