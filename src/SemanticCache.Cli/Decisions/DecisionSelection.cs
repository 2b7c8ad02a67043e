using Google.Protobuf.WellKnownTypes;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Decisions;

/// <summary>Which decisions to list.</summary>
internal sealed record DecisionSelection
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>From when on; null for all that is kept.</summary>
    public Timestamp? Start { get; init; }

    /// <summary>Those that ended so; not set for all.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>Whether those alone whose nearest entry was refused.</summary>
    public bool IsNearMisses { get; init; }

    /// <summary>Whether those alone on an entry that nobody has judged.</summary>
    public bool IsUnjudged { get; init; }

    /// <summary>The least similarity; null for any, and none.</summary>
    public double? LeastSimilarity { get; init; }

    /// <summary>How many at most.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether some decisions that the service returns are to be left out.</summary>
    public bool LeavesOut => !IsNearMisses && (IsUnjudged || LeastSimilarity is not null);

    /// <summary>Tells whether a decision is meant.</summary>
    public bool Holds(DecisionResult decision) =>
        (LeastSimilarity is not { } least || decision.Similarity >= least) && (!IsUnjudged || decision is { EntryId: not null, Verdict: null });
}
