using SemanticCache.Core.Entries;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Probing;

/// <summary>A wording that is stored with its cluster's answer.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Cluster">Its cluster.</param>
internal sealed record StoredWording(CacheEntry Entry, ReplayCluster Cluster);
