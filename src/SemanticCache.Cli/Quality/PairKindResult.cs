namespace SemanticCache.Cli.Quality;

/// <summary>What became of the pairs of one kind.</summary>
/// <param name="Kind">The kind, as the file names it.</param>
/// <param name="HitRate">Duplicates that were served.</param>
/// <param name="Accepted">Other pairs that were served all the same.</param>
internal sealed record PairKindResult(string Kind, ShareResult HitRate, ShareResult Accepted);
