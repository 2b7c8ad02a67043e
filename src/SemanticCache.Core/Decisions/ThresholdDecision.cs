using System.Collections.Immutable;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>Serves the most similar candidate when its similarity reaches the threshold.</summary>
internal sealed class ThresholdDecision : IDecisionPolicy
{
    /// <inheritdoc/>
    public DecisionKind Kind => DecisionKind.Threshold;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(
        string question, IReadOnlyList<Candidate> candidates, DecisionBars bars, CancellationToken cancellationToken)
    {
        var verdicts = candidates.Select((candidate, rank) => new CandidateVerdict(candidate, Judge(candidate, rank, bars)));
        return ValueTask.FromResult(verdicts.ToImmutableArray());
    }

    private static DecisionReason Judge(Candidate candidate, int rank, DecisionBars bars)
    {
        if (!bars.IsSimilar(candidate))
        {
            return DecisionReason.BelowThreshold;
        }

        return rank == 0 ? DecisionReason.SimilarityReached : DecisionReason.None;
    }
}
