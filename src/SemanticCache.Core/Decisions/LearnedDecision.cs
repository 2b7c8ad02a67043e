using System.Collections.Immutable;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>
/// Decides as <see cref="VerifiedDecision"/> does, on confidences that the namespace's own traffic corrected; until enough was learned, and
/// after an alarm, it is the same.
/// </summary>
internal sealed class LearnedDecision : IDecisionPolicy
{
    // What the models themselves doubt is not served on the strength of labels, which come from comparing answers and can be wrong.
    private const float LowestCalibrated = 0.5f;

    private readonly VerifiedDecision _verified;
    private readonly LabelBook _labels;

    public LearnedDecision(VerifiedDecision verified, LabelBook labels)
    {
        _verified = verified;
        _labels = labels;
    }

    /// <inheritdoc/>
    public DecisionKind Kind => DecisionKind.Learned;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(DecisionInput input, CancellationToken cancellationToken) =>
        _verified.JudgeAsync(input, (candidate, calibrated) => Learned(input.Policy, candidate, calibrated), cancellationToken);

    private float Learned(NamespacePolicy policy, Candidate candidate, float calibrated)
    {
        var unlearned = VerifiedDecision.Recalibrated(policy, calibrated);
        var learned = (float?)_labels.Of(candidate.Entry.Namespace).Probability(candidate.Entry, LogOdds.Of(calibrated)) ?? unlearned;
        return calibrated < LowestCalibrated ? Math.Min(learned, unlearned) : learned;
    }
}
