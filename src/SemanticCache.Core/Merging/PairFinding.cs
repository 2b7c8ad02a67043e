namespace SemanticCache.Core.Merging;

/// <summary>How comparing two entries ended.</summary>
/// <param name="Verdict">The ending.</param>
/// <param name="Probability">The verifier's probability that both questions deserve the same answer, in [0, 1]; 0 where it was not asked.</param>
/// <param name="Agreement">The rule by which the answers were compared; empty where they were not.</param>
internal readonly record struct PairFinding(PairVerdict Verdict, float Probability = 0, string Agreement = "");
