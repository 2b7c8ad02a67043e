using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions;

/// <summary>Serve one candidate or none, with reason and evidence.</summary>
/// <param name="Reason">Why, in one word.</param>
/// <param name="Bars">The bars that applied.</param>
/// <param name="Verdicts">The verdict on each candidate, most similar first; those not looked at are marked so.</param>
public sealed record Decision(DecisionReason Reason, DecisionBars Bars, ImmutableArray<CandidateVerdict> Verdicts)
{
    /// <summary>What it was made on; null where nothing was decided.</summary>
    internal DecisionInput? Input { get; init; }

    /// <summary>The verdict that is served, or null for a miss.</summary>
    public CandidateVerdict? Served => Verdicts.FirstOrDefault(verdict => verdict.Passed);

    /// <summary>The verdict that describes the decision best: the one served, else the most confident that no guard refused.</summary>
    public CandidateVerdict? Decisive => Served ?? Verdicts.Where(verdict => verdict.Refusal is null).MaxBy(verdict => verdict.Confidence ?? -1) ?? Verdicts.FirstOrDefault();
}
