using System.Collections.Concurrent;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>How many entries each namespace holds, so that counting them needs no scan; one thread changes it.</summary>
internal sealed class EntryCounts
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>The number of all entries.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>The number of entries of one namespace.</summary>
    public long Of(string namespaceName) => _counts.GetValueOrDefault(namespaceName);

    /// <summary>Notes that entries came (positive) or went (negative).</summary>
    public void Add(string namespaceName, long change)
    {
        Volatile.Write(ref _total, _total + change);
        var count = _counts.AddOrUpdate(namespaceName, change, (_, before) => before + change);
        if (count == 0)
        {
            _counts.TryRemove(namespaceName, out _);
        }
    }
}
