namespace SemanticCache.Cli.Quality;

/// <summary>The JSON of <c>semcache eval --stream</c>.</summary>
/// <param name="Seed">What the order of requests was drawn from.</param>
/// <param name="Runs">The runs of the same stream.</param>
internal sealed record StreamResult(int Seed, IReadOnlyList<StreamRun> Runs);
