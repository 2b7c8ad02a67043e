namespace SemanticCache.Cli.Quality;

/// <summary>The JSON of <c>semcache eval --intents</c>.</summary>
/// <param name="Conditions">What the figures hold for.</param>
/// <param name="Files">The figures of each file.</param>
internal sealed record IntentsResult(EvalConditions Conditions, IReadOnlyList<IntentFileResult> Files);
