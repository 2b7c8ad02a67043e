using System.Collections.Immutable;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Decisions;

/// <summary>Serves the most similar candidate that no guard refuses and whose similarity reaches the threshold, pinned ones before others.</summary>
internal sealed class ThresholdDecision : IDecisionPolicy
{
    /// <inheritdoc/>
    public DecisionKind Kind => DecisionKind.Threshold;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(DecisionInput input, CancellationToken cancellationToken)
    {
        ImmutableArray<CandidateVerdict> verdicts =
            [.. input.Candidates.Select((candidate, rank) => new CandidateVerdict(candidate, Judge(input, rank), Refusal: input.Refusals[rank]))];
        var served = PinnedFirst.Among(verdicts.Where(verdict => verdict.Passed)).FirstOrDefault();
        return ValueTask.FromResult<ImmutableArray<CandidateVerdict>>(
            [.. verdicts.Select(verdict => verdict.Passed && verdict != served ? verdict with { Reason = DecisionReason.None } : verdict)]);
    }

    private static DecisionReason Judge(DecisionInput input, int rank)
    {
        if (input.Refusals[rank] is not null)
        {
            return DecisionReason.GuardRefused;
        }

        return input.Bars.IsSimilar(input.Candidates[rank]) ? DecisionReason.SimilarityReached : DecisionReason.BelowThreshold;
    }
}
