namespace SemanticCache.Core.Decisions;

/// <summary>What a verifier model is.</summary>
/// <param name="Fingerprint">Identifies model and pre-processing.</param>
/// <param name="MinimumConfidence">The default confidence from which a candidate is served, in [0, 1]; used without a calibration.</param>
/// <param name="CalibrationFile">The path of the calibration that lies beside the model; null without one.</param>
public sealed record VerifierDescription(string Fingerprint, float MinimumConfidence, string? CalibrationFile = null);
