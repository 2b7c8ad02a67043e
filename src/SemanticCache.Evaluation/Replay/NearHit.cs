namespace SemanticCache.Evaluation.Replay;

/// <summary>A small edit that keeps the meaning.</summary>
/// <param name="Base">The question before.</param>
/// <param name="Reworded">The question after.</param>
internal sealed record NearHit(string Base, string Reworded);
