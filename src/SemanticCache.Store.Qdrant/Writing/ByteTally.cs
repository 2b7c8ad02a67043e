using System.Collections.Concurrent;

namespace SemanticCache.Store.Qdrant.Writing;

/// <summary>
/// How many bytes namespaces hold, as far as this instance knows: Qdrant adds nothing up, so a namespace is counted through once in a while,
/// and what is written meanwhile is added.
/// </summary>
internal sealed class ByteTally
{
    private static readonly TimeSpan LongestTrust = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Bytes, DateTimeOffset CountedAt)> _namespaces = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public ByteTally(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>Returns the bytes of a namespace; null where they must be counted.</summary>
    public long? Find(string namespaceName) =>
        _namespaces.TryGetValue(namespaceName, out var known) && _time.GetUtcNow() - known.CountedAt < LongestTrust ? known.Bytes : null;

    /// <summary>Notes what was counted.</summary>
    public void Set(string namespaceName, long bytes) => _namespaces[namespaceName] = (bytes, _time.GetUtcNow());

    /// <summary>Notes that bytes came or went; does nothing for a namespace that nobody counted.</summary>
    public void Add(string namespaceName, long bytes)
    {
        while (_namespaces.TryGetValue(namespaceName, out var known)
            && !_namespaces.TryUpdate(namespaceName, (known.Bytes + bytes, known.CountedAt), known))
        {
            // Another writer was faster; its bytes count as well.
        }
    }

    /// <summary>Forgets all, because nobody knows how much was deleted.</summary>
    public void Forget() => _namespaces.Clear();
}
