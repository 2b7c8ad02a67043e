using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>One request of a stream.</summary>
/// <param name="Text">The question.</param>
/// <param name="Cluster">The cluster that it belongs to or, for a look-alike, that it looks like.</param>
/// <param name="IsLookAlike">Whether the cluster's answer would be wrong; look-alikes have no answer of their own in the files and are not stored.</param>
internal sealed record StreamQuestion(string Text, ReplayCluster Cluster, bool IsLookAlike);
