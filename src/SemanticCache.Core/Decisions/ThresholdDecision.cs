using System.Collections.Immutable;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Decisions;

/// <summary>Serves the most similar candidate that no guard refuses when its similarity reaches the threshold.</summary>
internal sealed class ThresholdDecision : IDecisionPolicy
{
    /// <inheritdoc/>
    public DecisionKind Kind => DecisionKind.Threshold;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(DecisionInput input, CancellationToken cancellationToken)
    {
        var verdicts = ImmutableArray.CreateBuilder<CandidateVerdict>(input.Candidates.Count);
        var passed = false;
        for (var rank = 0; rank < input.Candidates.Count; rank++)
        {
            var reason = Judge(input, rank, passed);
            passed |= reason is DecisionReason.SimilarityReached;
            verdicts.Add(new CandidateVerdict(input.Candidates[rank], reason, Refusal: input.Refusals[rank]));
        }

        return ValueTask.FromResult(verdicts.MoveToImmutable());
    }

    private static DecisionReason Judge(DecisionInput input, int rank, bool passed)
    {
        if (input.Refusals[rank] is not null)
        {
            return DecisionReason.GuardRefused;
        }

        if (!input.Bars.IsSimilar(input.Candidates[rank]))
        {
            return DecisionReason.BelowThreshold;
        }

        return passed ? DecisionReason.None : DecisionReason.SimilarityReached;
    }
}
