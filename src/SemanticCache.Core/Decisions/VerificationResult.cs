namespace SemanticCache.Core.Decisions;

/// <summary>How judging one pair of questions ended.</summary>
/// <param name="Status">The ending.</param>
/// <param name="Confidence">The probability that both questions deserve the same answer, in [0, 1]; 0 unless verified.</param>
public readonly record struct VerificationResult(VerificationStatus Status, float Confidence);
