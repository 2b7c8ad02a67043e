using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Decisions;

/// <summary>The bars that hold where a policy sets none: those of the calibration, or else of the models.</summary>
internal sealed class DecisionDefaults
{
    private readonly EmbedderDescription _embedder;
    private readonly VerifierDescription? _verifier;
    private readonly CalibrationBook _calibrations;

    public DecisionDefaults(EmbedderDescription embedder, VerifierDescription? verifier, CalibrationBook calibrations)
    {
        _embedder = embedder;
        _verifier = verifier;
        _calibrations = calibrations;
    }

    /// <summary>The default minimum confidence, in [0, 1]; without a verifier none is ever reached, and this is only for show.</summary>
    public double Confidence => _calibrations.Current?.MinimumConfidence ?? _verifier?.MinimumConfidence ?? 1;

    /// <summary>Returns the default similarity threshold of a way of deciding, in [0, 1].</summary>
    public double SimilarityOf(DecisionKind decision) => decision is DecisionKind.Threshold
        ? _embedder.ThresholdDecisionSimilarity
        : _calibrations.Current?.SimilarityThreshold ?? _embedder.VerifiedDecisionSimilarity;
}
