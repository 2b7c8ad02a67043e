namespace SemanticCache.Evaluation.Pairs;

/// <summary>What would be at another minimum confidence; shares are in [0, 1].</summary>
/// <param name="MinimumConfidence">The minimum confidence.</param>
/// <param name="HitRate">The share of duplicates served.</param>
/// <param name="Accepted">The share of other pairs served all the same.</param>
/// <param name="Precision">The share of hits that are right.</param>
internal sealed record PairSweepPoint(double MinimumConfidence, double HitRate, double Accepted, double Precision);
