using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>The decisions that this instance has not written yet.</summary>
internal sealed class DecisionBook
{
    private readonly ConcurrentDictionary<string, NamespaceDecisions> _namespaces = new(StringComparer.Ordinal);
    private readonly NamespaceDirectory _known;
    private readonly int _perMinute;

    public DecisionBook(NamespaceDirectory known, IOptions<ReportingOptions> options)
    {
        _known = known;
        _perMinute = options.Value.DecisionsPerMinute;
        known.Deleted += Drop;
    }

    /// <summary>Returns a namespace's decisions, begun if need be.</summary>
    public NamespaceDecisions Of(string namespaceName) => _namespaces.TryGetValue(namespaceName, out var found)
        ? found
        : _namespaces.GetOrAdd(namespaceName, name => new NamespaceDecisions(name, _perMinute));

    /// <summary>Lets a namespace go that was deleted.</summary>
    public void Drop(string namespaceName) => _namespaces.TryRemove(namespaceName, out _);

    /// <summary>Returns the decisions of namespaces that there are; what was decided in others is let go.</summary>
    public IReadOnlyList<NamespaceDecisions> Known()
    {
        foreach (var name in _known.IsLoaded ? _namespaces.Keys.Where(name => _known.Find(name) is null) : [])
        {
            Drop(name);
        }

        return [.. _namespaces.Where(found => _known.Find(found.Key) is not null).Select(found => found.Value)];
    }
}
