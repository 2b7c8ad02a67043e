using System.Runtime.CompilerServices;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Embedded.Index.Kernels;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// Exact nearest-neighbour search over the vectors of one scope and one embedding model. Searches may run at any time and side by side;
/// they wait neither for each other nor for writers, and writers take turns.
/// </summary>
internal sealed class VectorIndex
{
    private const int SmallestChunk = 4;
    private const int SmallestSketchedChunk = 512;

    private readonly Lock _writers = new();
    private readonly Dictionary<EntryId, Slot> _slots = [];
    private readonly Stack<Slot> _free = [];
    private readonly SketchStep[] _steps;
    private readonly KernelKind _kernel;
    private volatile Chunk[] _chunks = [];
    private volatile float _similarityError;

    /// <summary>Creates an empty index for vectors of <paramref name="dimension"/> members, at least one.</summary>
    public VectorIndex(int dimension)
        : this(dimension, KernelKinds.Fastest)
    {
    }

    /// <summary>Creates an empty index that searches with a given kernel, which this machine must support.</summary>
    public VectorIndex(int dimension, KernelKind kernel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
        _steps = SketchStep.For(dimension);
        _kernel = kernel;
    }

    /// <summary>The number of dimensions.</summary>
    public int Dimension { get; }

    /// <summary>The number of vectors, expired ones included.</summary>
    public int Count
    {
        get
        {
            lock (_writers)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>Bytes of memory that the index takes.</summary>
    public long MemoryBytes
    {
        get
        {
            lock (_writers)
            {
                return _chunks.Sum(chunk => chunk.MemoryBytes) + IdTableBytes() + (_free.Capacity * (long)Unsafe.SizeOf<Slot>());
            }
        }
    }

    /// <summary>How far a returned similarity can be from the true one; it depends on the vectors added so far, about 1e-4 for 384 dimensions.</summary>
    public float SimilarityError => _similarityError;

    /// <summary>Adds a vector, or replaces the one with the same id.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="vector">The L2-normalised vector, of <see cref="Dimension"/> members.</param>
    /// <param name="expiresAt">Unix time in milliseconds from which on the vector is not found.</param>
    /// <exception cref="ArgumentException">The vector has another dimension or is not normalised.</exception>
    public void Upsert(EntryId id, ReadOnlySpan<float> vector, long expiresAt)
    {
        RequireNormalised(vector, nameof(vector));
        var encoded = new EncodedVector(Dimension, _steps);
        encoded.Encode(vector);
        lock (_writers)
        {
            // Raised before the entry can be seen, so that a search that sees it knows how exact it is.
            _similarityError = MathF.Max(_similarityError, RowEncoder.SimilarityError(encoded.Scale, Dimension));
            if (!_slots.TryGetValue(id, out var slot))
            {
                slot = TakeFreeSlot_NeedsLock();
                _slots.Add(id, slot);
            }

            _chunks[slot.Chunk].Write(slot.Place, id, expiresAt, encoded);
        }
    }

    /// <summary>Changes from which Unix time in milliseconds on a vector is not found; does nothing when it is not there.</summary>
    public void SetExpiry(EntryId id, long expiresAt)
    {
        lock (_writers)
        {
            if (_slots.TryGetValue(id, out var slot))
            {
                _chunks[slot.Chunk].SetExpiry(slot.Place, expiresAt);
            }
        }
    }

    /// <summary>Removes a vector; false when it is not there.</summary>
    public bool Remove(EntryId id)
    {
        lock (_writers)
        {
            if (!_slots.Remove(id, out var slot))
            {
                return false;
            }

            _chunks[slot.Chunk].Clear(slot.Place);
            _free.Push(slot);
            return true;
        }
    }

    /// <summary>Writes the vectors nearest to the query, as many as fit; see the overload.</summary>
    public int Search(ReadOnlySpan<float> query, float minimumSimilarity, long now, Span<ScoredEntry> best) =>
        Search(query, new SearchBounds(best.Length, minimumSimilarity), now, best);

    /// <summary>
    /// Writes the vectors nearest to the query that are not expired, best first, and returns how many. Similarities are within
    /// <see cref="SimilarityError"/> of the true ones. So that the true ones decide, near ties are written too: everything that can be
    /// among the wanted or at the floor, as long as there is room.
    /// </summary>
    /// <param name="query">An L2-normalised vector of <see cref="Dimension"/> members.</param>
    /// <param name="bounds">What is wanted: at most as many as fit into <paramref name="best"/>.</param>
    /// <param name="now">Unix time in milliseconds.</param>
    /// <param name="best">Where to write.</param>
    /// <exception cref="ArgumentException">The query has another dimension or is not normalised.</exception>
    public int Search(ReadOnlySpan<float> query, SearchBounds bounds, long now, Span<ScoredEntry> best)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bounds.Wanted, best.Length, nameof(bounds));
        RequireNormalised(query, nameof(query));
        var chunks = _chunks;
        if (chunks.Length == 0 || bounds.Wanted <= 0)
        {
            return 0;
        }

        var matches = new BestMatches(best, bounds, _similarityError);
        var prepared = new SketchedQuery(query, now, chunks[0].IsSketched ? _steps : []);
        return _kernel switch
        {
            KernelKind.Avx512 => Run<Avx512Kernel>(chunks, prepared, matches),
            KernelKind.Avx2 => Run<Avx2Kernel>(chunks, prepared, matches),
            KernelKind.Portable => Run<PortableKernel>(chunks, prepared, matches),
            _ => Run<ScalarKernel>(chunks, prepared, matches),
        };
    }

    [SkipLocalsInit]
    private int Run<TKernel>(Chunk[] chunks, SketchedQuery query, BestMatches best)
        where TKernel : struct, IBlockKernel
    {
        Span<float> bounds = stackalloc float[SearchPass<TKernel>.MaximumSurvivors];
        Span<Slot> slots = stackalloc Slot[SearchPass<TKernel>.MaximumSurvivors];
        return new SearchPass<TKernel>(chunks, _writers, query, new Survivors(bounds, slots), best).Run();
    }

    private Slot TakeFreeSlot_NeedsLock()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        var chunks = _chunks;
        if (chunks.Length == 0 || chunks[^1].Count == chunks[^1].Capacity)
        {
            chunks = Grow(chunks);
            _chunks = chunks;
        }

        return new Slot(chunks.Length - 1, chunks[^1].Count);
    }

    // Most scopes are small: their only chunk doubles, and has no sketches, which cost memory and save little. Larger ones never move.
    private Chunk[] Grow(Chunk[] chunks)
    {
        if (chunks.Length == 0)
        {
            return [new Chunk(SmallestChunk, Dimension, [])];
        }

        var capacity = Math.Min(chunks[^1].Capacity * 2, Slot.PlacesPerChunk);
        var larger = new Chunk(capacity, Dimension, capacity < SmallestSketchedChunk ? [] : _steps);
        if (chunks[^1].IsSketched)
        {
            return [.. chunks, larger];
        }

        larger.CopyFrom(chunks[0], new EncodedVector(Dimension, _steps));
        return [larger];
    }

    private void RequireNormalised(ReadOnlySpan<float> vector, string name)
    {
        if (vector.Length != Dimension || !UnitVector.Is(vector))
        {
            throw new ArgumentException($"The vector is not an L2-normalised one of {Dimension} members.", name);
        }
    }

    // A table of buckets and of hash, link, key and value, both with room for Capacity.
    private long IdTableBytes() => _slots.Capacity * (long)((3 * sizeof(int)) + Unsafe.SizeOf<EntryId>() + Unsafe.SizeOf<Slot>());
}
