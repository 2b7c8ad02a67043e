using System.Collections.Immutable;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Decisions;

/// <summary>One way of deciding on candidates.</summary>
internal interface IDecisionPolicy
{
    /// <summary>The kind by which a namespace's policy chooses it.</summary>
    DecisionKind Kind { get; }

    /// <summary>Returns a verdict on every candidate, in order; at most one passes, and none that a guard refused.</summary>
    ValueTask<ImmutableArray<CandidateVerdict>> JudgeAsync(DecisionInput input, CancellationToken cancellationToken);
}
