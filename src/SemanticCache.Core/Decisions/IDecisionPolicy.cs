using System.Collections.Immutable;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>One way of deciding on candidates that the guards let pass.</summary>
internal interface IDecisionPolicy
{
    /// <summary>The kind by which a namespace's policy chooses it.</summary>
    DecisionKind Kind { get; }

    /// <summary>Returns a verdict on every candidate, in order; at most one passes.</summary>
    ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(
        string question, IReadOnlyList<Candidate> candidates, DecisionBars bars, CancellationToken cancellationToken);
}
