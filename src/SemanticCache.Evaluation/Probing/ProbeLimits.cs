namespace SemanticCache.Evaluation.Probing;

/// <summary>How candidates are searched for.</summary>
/// <param name="Candidates">How many at most.</param>
/// <param name="Floor">The lowest similarity.</param>
/// <param name="Reach">How far below the best candidate's similarity another's may lie.</param>
internal readonly record struct ProbeLimits(int Candidates, float Floor, float Reach);
