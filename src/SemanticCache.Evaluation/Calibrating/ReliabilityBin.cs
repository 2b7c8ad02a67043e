namespace SemanticCache.Evaluation.Calibrating;

/// <summary>Decisions of about one confidence.</summary>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="ShareRight">The share that was right.</param>
/// <param name="Count">Their number.</param>
internal readonly record struct ReliabilityBin(double Confidence, double ShareRight, int Count);
