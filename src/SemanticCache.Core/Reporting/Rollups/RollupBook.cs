using System.Collections.Concurrent;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>What this instance has counted in each namespace.</summary>
internal sealed class RollupBook
{
    private readonly ConcurrentDictionary<string, NamespaceRollups> _namespaces = new(StringComparer.Ordinal);
    private readonly NamespaceDirectory _known;
    private string[] _unknown = [];
    private readonly TimeProvider _time;
    private readonly string _instance = Guid.CreateVersion7().ToString("N");

    public RollupBook(NamespaceDirectory known, TimeProvider time)
    {
        _known = known;
        _time = time;
        known.Deleted += Drop;
    }

    /// <summary>Returns a namespace's figures, begun if need be.</summary>
    public NamespaceRollups Of(string namespaceName) => _namespaces.TryGetValue(namespaceName, out var found)
        ? found
        : _namespaces.GetOrAdd(namespaceName, name => new NamespaceRollups(name, _instance, _time));

    /// <summary>Lets a namespace go that was deleted.</summary>
    public void Drop(string namespaceName) => _namespaces.TryRemove(namespaceName, out _);

    /// <summary>Returns what was counted in namespaces that there are; what was counted in others, which nobody can ask for, is let go.</summary>
    /// <remarks>Only the second time that a namespace is not there: while it cannot be deleted, because the store is away, it is unknown for a moment.</remarks>
    public IReadOnlyList<NamespaceRollups> Known()
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
