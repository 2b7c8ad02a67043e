namespace SemanticCache.Cli.Bench;

/// <summary>The JSON of <c>semcache bench</c>.</summary>
/// <param name="Url">The endpoint.</param>
/// <param name="Api">The shape of the requests.</param>
/// <param name="Requests">Requests of each pass.</param>
/// <param name="Concurrency">Requests on their way at a time.</param>
/// <param name="Passes">The passes in the order in which they ran.</param>
internal sealed record BenchResult(Uri Url, string Api, int Requests, int Concurrency, IReadOnlyList<BenchPass> Passes);
