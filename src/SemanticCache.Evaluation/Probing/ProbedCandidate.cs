using SemanticCache.Core.Decisions;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Probing;

/// <summary>A candidate of a probe, what was decided on it and whether serving it is right.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Cluster">The cluster whose answer it has.</param>
internal sealed record ProbedCandidate(CandidateVerdict Verdict, ReplayCluster Cluster);
