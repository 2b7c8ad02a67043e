namespace SemanticCache.Cli.Invalidations;

/// <summary>An entry in short.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Question">Its question.</param>
internal sealed record SampledEntry(string Id, string Question);
