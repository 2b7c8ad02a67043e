using SemanticCache.Core.Decisions.Signals;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>
/// Turns the signals of a candidate into the probability that serving it is right. Two models must both be sure, since they know different
/// things: whether question and candidate, by themselves, ask for the same; and whether no other stored answer fits better.
/// </summary>
internal sealed record ConfidenceCalibration
{
    /// <summary>The fingerprint of the embedder whose similarities it was fitted on.</summary>
    public required string Embedder { get; init; }

    /// <summary>The fingerprint of the verifier whose probabilities it was fitted on.</summary>
    public required string Verifier { get; init; }

    /// <summary>Whether the pair, seen alone, asks for the same: keeps look-alikes out.</summary>
    public required LogisticModel Need { get; init; }

    /// <summary>Whether the candidate fits better than candidates with another answer: keeps neighbouring needs out.</summary>
    public required LogisticModel Rivals { get; init; }

    /// <summary>Turns the lower of both scores into the probability of a right hit.</summary>
    public required ReliabilityCurve Curve { get; init; }

    /// <summary>The default similarity threshold of verified decisions under this calibration, in [0, 1].</summary>
    public required double SimilarityThreshold { get; init; }

    /// <summary>The default minimum confidence under this calibration, in [0, 1].</summary>
    public required double MinimumConfidence { get; init; }

    /// <summary>What it was fitted on, and how well it does on questions that it was not fitted on.</summary>
    public CalibrationOrigin Origin { get; init; } = new();

    /// <summary>The signals that say nothing of a pair alone.</summary>
    public static bool ComparesWithRivals(Signal signal) =>
        signal is Signal.SimilarityMargin or Signal.VerifierMargin or Signal.BestRival or Signal.NoRival or Signal.AnswerMargin;

    /// <summary>Returns the score of a candidate: the lower of both models' logarithms of odds.</summary>
    public static double Score(LogisticModel need, LogisticModel rivals, ReadOnlySpan<double> signals) =>
        Math.Min(need.Score(signals), rivals.Score(signals));

    /// <summary>Returns the probability that serving a candidate is right, in [0, 1].</summary>
    public float ConfidenceOf(CandidateSignals signals) => (float)Curve.At(Score(Need, Rivals, signals.Values));
}
