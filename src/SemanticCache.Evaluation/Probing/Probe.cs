using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Probing;

/// <summary>A question that is looked up in a library.</summary>
/// <param name="Text">The question.</param>
/// <param name="Cluster">The cluster that it belongs to, or looks like.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Library">What is stored.</param>
/// <param name="NearMissKind">What differs, of a near miss.</param>
internal sealed record Probe(string Text, ReplayCluster Cluster, ProbeKind Kind, Library Library, string NearMissKind = "");
