using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting.DecisionLog;

/// <summary>The decisions that this instance has not written yet.</summary>
internal sealed class DecisionBook : IDisposable
{
    private readonly ConcurrentDictionary<string, NamespaceDecisions> _namespaces = new(StringComparer.Ordinal);
    private readonly NamespaceDirectory _known;
    private string[] _unknown = [];
    private readonly int _perMinute;

    public DecisionBook(NamespaceDirectory known, IOptions<ReportingOptions> options)
    {
        _known = known;
        _perMinute = options.Value.DecisionsPerMinute;
        known.Deleted += Drop;
    }

    /// <summary>Held while decisions are being written, and while they are changed in a way that what is written must show.</summary>
    public SemaphoreSlim Writing { get; } = new(1);

    /// <summary>Returns a namespace's decisions, begun if need be.</summary>
    public NamespaceDecisions Of(string namespaceName) => _namespaces.TryGetValue(namespaceName, out var found)
        ? found
        : _namespaces.GetOrAdd(namespaceName, name => new NamespaceDecisions(name, _perMinute));

    /// <inheritdoc/>
    public void Dispose() => Writing.Dispose();

    /// <summary>Lets a namespace go that was deleted.</summary>
    public void Drop(string namespaceName) => _namespaces.TryRemove(namespaceName, out _);

    /// <summary>Returns the decisions of namespaces that there are; what was decided in others is let go.</summary>
    /// <remarks>Only the second time that a namespace is not there: while it cannot be deleted, because the store is away, it is unknown for a moment.</remarks>
    public IReadOnlyList<NamespaceDecisions> Known()
    {
        string[] unknown = _known.IsLoaded ? [.. _namespaces.Keys.Where(name => _known.Find(name) is null)] : [];
        foreach (var name in unknown.Intersect(_unknown))
        {
            Drop(name);
        }

        _unknown = unknown;
        return [.. _namespaces.Where(found => _known.Find(found.Key) is not null).Select(found => found.Value)];
    }
}
