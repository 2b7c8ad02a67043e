namespace SemanticCache.Core.Decisions;

/// <summary>What a verifier model is.</summary>
/// <param name="Fingerprint">Identifies model and pre-processing.</param>
/// <param name="MinimumConfidence">The default confidence from which a candidate is served, in [0, 1].</param>
public sealed record VerifierDescription(string Fingerprint, float MinimumConfidence);
