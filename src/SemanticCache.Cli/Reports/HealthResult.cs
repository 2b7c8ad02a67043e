namespace SemanticCache.Cli.Reports;

/// <summary>What the service says of its health.</summary>
/// <param name="Status"><c>serving</c>, or <c>not_serving</c> while the store or the models do not answer.</param>
internal sealed record HealthResult(string Status);
