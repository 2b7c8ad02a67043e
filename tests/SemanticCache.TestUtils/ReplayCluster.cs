using System.Collections.Immutable;

namespace SemanticCache.TestUtils;

/// <summary>One cluster of the replay set: wordings that all deserve one answer.</summary>
/// <param name="Id">The cluster's identifier, which begins with its domain.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Questions">The wordings.</param>
public sealed record ReplayCluster(string Id, string Answer, ImmutableArray<string> Questions);
