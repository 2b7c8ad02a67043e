using System.Collections.Immutable;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions;

/// <summary>What a decision is made on.</summary>
internal sealed record DecisionInput
{
    /// <summary>The question in canonical text.</summary>
    public required string Question { get; init; }

    /// <summary>The question's vector.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>The candidates, most similar first; those below the threshold are evidence only.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>How many candidates were searched for.</summary>
    public required int Limit { get; init; }

    /// <summary>The namespace's policy.</summary>
    public required NamespacePolicy Policy { get; init; }

    /// <summary>The bars that a candidate must reach.</summary>
    public required DecisionBars Bars { get; init; }

    /// <summary>
    /// Whether the verifier also reads candidates that could not be served whatever it says: nothing else is served then, but every
    /// confidence is known.
    /// </summary>
    public bool IsThorough { get; init; }

    /// <summary>The guards' refusal of each candidate, null where none refuses; as many as candidates.</summary>
    public ImmutableArray<GuardRefusal?> Refusals { get; init; } = [];
}
