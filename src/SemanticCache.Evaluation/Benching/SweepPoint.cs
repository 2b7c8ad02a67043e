namespace SemanticCache.Evaluation.Benching;

/// <summary>What would be at another minimum confidence; shares are in [0, 1].</summary>
/// <param name="MinimumConfidence">The minimum confidence.</param>
/// <param name="HitRate">The share of questions served.</param>
/// <param name="Precision">The share of hits that are right.</param>
/// <param name="NearMissesAccepted">The share of near misses served the answer that they look like.</param>
internal sealed record SweepPoint(double MinimumConfidence, double HitRate, double Precision, double NearMissesAccepted);
