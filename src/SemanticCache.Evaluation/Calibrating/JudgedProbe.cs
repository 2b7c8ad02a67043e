namespace SemanticCache.Evaluation.Calibrating;

/// <summary>The best candidate of a probe, as models that have not seen its domain judge it.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Score">The candidate's score.</param>
/// <param name="IsRight">Whether serving it is right.</param>
/// <param name="Similarity">Its similarity.</param>
internal sealed record JudgedProbe(LabelledProbe Probe, double Score, bool IsRight, float Similarity)
{
    /// <summary>The confidence that the score stands for, in [0, 1].</summary>
    public double Confidence { get; init; }
}
