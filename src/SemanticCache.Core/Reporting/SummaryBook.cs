using System.Collections.Concurrent;

namespace SemanticCache.Core.Reporting;

/// <summary>The summaries of all namespaces since the service started.</summary>
internal sealed class SummaryBook
{
    private readonly ConcurrentDictionary<string, NamespaceSummary> _summaries = new(StringComparer.Ordinal);

    /// <summary>Returns a namespace's summary, begun if need be.</summary>
    public NamespaceSummary Of(string namespaceName) => _summaries.GetOrAdd(namespaceName, _ => new NamespaceSummary());
}
