using System.Numerics.Tensors;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>Exact nearest-neighbour search over the vectors of one scope and one embedding model.</summary>
internal sealed class VectorIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EntryId, (float[] Vector, long ExpiresAt)> _vectors = [];

    /// <summary>Creates an empty index for vectors of <paramref name="dimension"/> members.</summary>
    public VectorIndex(int dimension)
    {
        Dimension = dimension;
    }

    /// <summary>The number of dimensions.</summary>
    public int Dimension { get; }

    /// <summary>The number of vectors.</summary>
    public int Count => _vectors.Count;

    /// <summary>Adds a vector, or replaces the one with the same id.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="vector">The L2-normalised vector, of <see cref="Dimension"/> members.</param>
    /// <param name="expiresAt">Unix time in milliseconds from which on the vector is not found.</param>
    public void Upsert(EntryId id, ReadOnlySpan<float> vector, long expiresAt)
    {
        _lock.Enter();
        _vectors[id] = (vector.ToArray(), expiresAt);
        _lock.Exit();
    }

    /// <summary>Removes a vector; false when it is not there.</summary>
    public bool Remove(EntryId id)
    {
        _lock.Enter();
        var removed = _vectors.Remove(id);
        _lock.Exit();
        return removed;
    }

    /// <summary>
    /// Writes the vectors nearest to the query, best first, and returns how many; all are at or above the minimum similarity and not expired.
    /// </summary>
    public int Search(ReadOnlySpan<float> query, float minimumSimilarity, long now, Span<ScoredEntry> best)
    {
        _lock.Enter();
        var scored = new List<ScoredEntry>();
        foreach (var (id, (vector, expiresAt)) in _vectors)
        {
            var similarity = TensorPrimitives.Dot(query, vector);
            if (expiresAt > now && similarity >= minimumSimilarity)
            {
                scored.Add(new ScoredEntry(id, similarity));
            }
        }

        _lock.Exit();
        var count = Math.Min(best.Length, scored.Count);
        scored.OrderByDescending(entry => entry.Similarity).Take(count).ToArray().CopyTo(best);
        return count;
    }
}
