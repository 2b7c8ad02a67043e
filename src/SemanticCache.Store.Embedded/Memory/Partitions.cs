using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Index;

namespace SemanticCache.Store.Embedded.Memory;

/// <summary>The vector indexes by scope and embedding model; one thread changes them, many search.</summary>
internal sealed class Partitions
{
    private readonly ConcurrentDictionary<PartitionKey, VectorIndex> _partitions = new();

    /// <summary>The number of partitions; none is empty.</summary>
    public int Count => _partitions.Count;

    /// <summary>Adds a vector, or replaces the one of the same entry; does nothing for an entry without one.</summary>
    /// <param name="key">The partition.</param>
    /// <param name="id">The entry.</param>
    /// <param name="vector">The L2-normalised vector.</param>
    /// <param name="expiresAt">When the entry expires, in ticks of UTC.</param>
    public void Upsert(PartitionKey key, EntryId id, ReadOnlySpan<float> vector, long expiresAt)
    {
        if (key.Dimension == 0)
        {
            return;
        }

        var index = _partitions.GetOrAdd(key, static added => new VectorIndex(added.Dimension));

        // Rounded up: the index may keep an entry up to a millisecond longer, and the search looks at the exact time again.
        index.Upsert(id, vector, UnixMilliseconds.Ceiling(expiresAt));
    }

    /// <summary>Changes when an entry expires; does nothing for one that is not there.</summary>
    public void SetExpiry(PartitionKey key, EntryId id, long expiresAt)
    {
        if (_partitions.TryGetValue(key, out var index))
        {
            index.SetExpiry(id, UnixMilliseconds.Ceiling(expiresAt));
        }
    }

    /// <summary>Removes a vector, and the partition with its last one.</summary>
    public void Remove(PartitionKey key, EntryId id)
    {
        if (!_partitions.TryGetValue(key, out var index))
        {
            return;
        }

        index.Remove(id);
        if (index.Count == 0)
        {
            _partitions.TryRemove(key, out _);
        }
    }

    /// <summary>Finds a partition's index; a search may go on in it after the partition has been dropped.</summary>
    public bool TryFind(PartitionKey key, [NotNullWhen(true)] out VectorIndex? index) => _partitions.TryGetValue(key, out index);

    /// <summary>Drops every partition.</summary>
    public void Clear() => _partitions.Clear();
}
