using System.Collections.Concurrent;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Reporting;

/// <summary>What this instance holds of each namespace in memory, until it is written down; it goes with its namespace.</summary>
internal abstract class NamespaceBook<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _namespaces = new(StringComparer.Ordinal);
    private readonly NamespaceDirectory _known;
    private readonly Func<string, T> _begin;
    private string[] _unknown = [];

    /// <param name="known">The namespaces that there are.</param>
    /// <param name="begin">Begins what is held of a namespace.</param>
    protected NamespaceBook(NamespaceDirectory known, Func<string, T> begin)
    {
        _known = known;
        _begin = begin;
        known.Deleted += Drop;
    }

    /// <summary>Returns what is held of a namespace, begun if need be.</summary>
    public T Of(string namespaceName) => _namespaces.GetOrAdd(namespaceName, _begin);

    /// <summary>Returns what is held of namespaces that there are; what is held of others, which nobody can ask for, is let go.</summary>
    /// <remarks>Only the second time that a namespace is not there: while it cannot be deleted, because the store is away, it is unknown for a moment.</remarks>
    public IReadOnlyList<T> Known()
    {
        string[] unknown = _known.IsLoaded ? [.. _namespaces.Keys.Where(name => _known.Find(name) is null)] : [];
        foreach (var name in unknown.Intersect(_unknown))
        {
            Drop(name);
        }

        _unknown = unknown;
        return [.. _namespaces.Where(found => _known.Find(found.Key) is not null).Select(found => found.Value)];
    }

    private void Drop(string namespaceName) => _namespaces.TryRemove(namespaceName, out _);
}
