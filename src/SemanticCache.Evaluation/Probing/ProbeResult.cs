using System.Collections.Immutable;
using SemanticCache.Core.Decisions;

namespace SemanticCache.Evaluation.Probing;

/// <summary>What became of a probe.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Candidates">The candidates with their verdicts, most similar first.</param>
internal sealed record ProbeResult(Probe Probe, ImmutableArray<ProbedCandidate> Candidates)
{
    /// <summary>The candidate that was served, or null.</summary>
    public ProbedCandidate? Served => Candidates.FirstOrDefault(candidate => candidate.Verdict.Passed);

    /// <summary>Whether a candidate with the cluster's answer was among the candidates.</summary>
    public bool IsPossible => Candidates.Any(candidate => candidate.Cluster == Probe.Cluster);

    /// <summary>Returns what is served at another minimum confidence: the most confident candidate that nothing else keeps out.</summary>
    public ProbedCandidate? ServedAt(double minimumConfidence)
    {
        var best = Candidates
            .Where(candidate => candidate.Verdict.Reason is DecisionReason.None or DecisionReason.ConfidenceReached or DecisionReason.BelowConfidence)
            .MaxBy(candidate => candidate.Verdict.Confidence ?? -1);
        return best?.Verdict.Confidence >= minimumConfidence ? best : null;
    }
}
