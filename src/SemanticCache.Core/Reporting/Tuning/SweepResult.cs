using System.Collections.Immutable;

namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>What recorded decisions would have come to at other thresholds.</summary>
internal sealed record SweepResult
{
    /// <summary>Whether the threshold is that of the verifier's confidence, rather than of the similarity.</summary>
    public required bool IsOfConfidence { get; init; }

    /// <summary>The threshold in effect.</summary>
    public required double Current { get; init; }

    /// <summary>The decisions that were looked at.</summary>
    public required int Decisions { get; init; }

    /// <summary>Those of them whose confidence is not known, because the verifier was not asked; they count as misses everywhere.</summary>
    public required int Unknown { get; init; }

    /// <summary>The thresholds, lowest first, the one in effect among them.</summary>
    public required ImmutableArray<SweepPoint> Points { get; init; }

    /// <summary>The share of hits that may be wrong.</summary>
    public required double ErrorBudget { get; init; }

    /// <summary>The lowest threshold at which labels show that the budget is kept; null where they do not show it anywhere.</summary>
    public double? Recommended { get; init; }

    /// <summary>How many labelled hits, all right, would show that the budget is kept; null where no number would.</summary>
    public int? LabelsNeeded { get; init; }
}
