using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>A fixed number of places for entries. Each kind of data has an array of its own, so that a scan reads only what it needs.</summary>
internal sealed class Chunk
{
    private readonly EntryId[] _ids;
    private readonly long[] _expiries;
    private readonly float[] _scales;
    private readonly AlignedArray<short> _rows;
    private readonly AlignedArray<byte>[] _sketch;
    private readonly SketchStep[] _steps;
    private readonly int _dimension;
    private readonly int _stride;
    private ChunkVersion _version;
    private int _count;

    /// <summary>Creates an empty chunk.</summary>
    /// <param name="capacity">The number of places.</param>
    /// <param name="dimension">Members of a vector.</param>
    /// <param name="steps">The steps of the sketch; empty for a chunk that is too small to be worth one.</param>
    public Chunk(int capacity, int dimension, SketchStep[] steps)
    {
        _ids = new EntryId[capacity];
        _expiries = new long[capacity];
        _expiries.AsSpan().Fill(long.MinValue);
        _scales = new float[capacity];
        _dimension = dimension;
        _stride = RowEncoder.Stride(dimension);
        _rows = new AlignedArray<short>(capacity * _stride);
        _steps = steps;
        var blocks = (capacity + SketchStep.Lanes - 1) / SketchStep.Lanes;
        _sketch = [.. steps.Select(step => new AlignedArray<byte>(blocks * step.BlockBytes))];
    }

    /// <summary>The number of places.</summary>
    public int Capacity => _ids.Length;

    /// <summary>Whether the chunk has sketches.</summary>
    public bool IsSketched => _steps.Length > 0;

    /// <summary>The number of places that were ever used; they are the first ones.</summary>
    public int Count => _count;

    /// <summary>Bytes that the chunk takes.</summary>
    public long MemoryBytes =>
        (Capacity * (long)(Unsafe.SizeOf<EntryId>() + sizeof(long) + sizeof(float))) + _rows.MemoryBytes + _sketch.Sum(step => step.MemoryBytes);

    /// <summary>Starts a read, which sees one state of the chunk if <see cref="IsUnchangedSince"/> says so afterwards.</summary>
    public int BeginRead() => _version.BeginRead();

    /// <summary>Whether no write overlapped the read that began at <paramref name="version"/>.</summary>
    public bool IsUnchangedSince(int version) => _version.IsStillAt(version);

    /// <summary>The entry at a place.</summary>
    public EntryId Id(int place) => _ids[place];

    /// <summary>When the entry at a place expires; an empty place has expired at any time.</summary>
    public long ExpiresAt(int place) => _expiries[place];

    /// <summary>The dot product of the entry at a place and a query, padded to a row's length.</summary>
    public float Similarity(int place, ReadOnlySpan<float> query) =>
        _scales[place] * RowProduct.Dot(_rows.Span.Slice(place * _stride, _stride), query);

    /// <summary>Asks the processor to fetch what <see cref="Similarity"/> will read.</summary>
    public unsafe void Prefetch(int place)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        Sse.Prefetch0(Unsafe.AsPointer(ref _scales[place]));
        Sse.Prefetch0(Unsafe.AsPointer(ref _expiries[place]));
        ref var row = ref _rows.At(place * _stride);
        for (var i = 0; i < _stride; i += AlignedArray<short>.LineBytes / sizeof(short))
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, i)));
        }
    }

    /// <summary>The codes of a block in a step, one group of all entries after the other, and then their <see cref="BoundTerms"/>.</summary>
    public ref readonly byte Block(int step, int block) => ref _sketch[step].At(block * _steps[step].BlockBytes);

    /// <summary>Puts an entry at a place, in use or not.</summary>
    public void Write(int place, EntryId id, long expiresAt, EncodedVector vector)
    {
        _version.BeginWrite();
        _ids[place] = id;
        _expiries[place] = expiresAt;
        _scales[place] = vector.Scale;
        vector.Row.CopyTo(_rows.Span[(place * _stride)..]);
        WriteSketch(place, vector);
        _count = Math.Max(_count, place + 1);
        _version.EndWrite();
    }

    /// <summary>Changes when the entry at a place expires.</summary>
    public void SetExpiry(int place, long expiresAt)
    {
        _version.BeginWrite();
        _expiries[place] = expiresAt;
        _version.EndWrite();
    }

    /// <summary>Empties a place.</summary>
    public void Clear(int place)
    {
        _version.BeginWrite();
        _ids[place] = default;
        _expiries[place] = long.MinValue;
        _version.EndWrite();
    }

    /// <summary>Copies all entries from a smaller chunk without sketches to the same places.</summary>
    public void CopyFrom(Chunk other, EncodedVector encoded)
    {
        other._ids.CopyTo(_ids, 0);
        other._expiries.CopyTo(_expiries, 0);
        other._scales.CopyTo(_scales, 0);
        other._rows.Span.CopyTo(_rows.Span);
        _count = other._count;
        var vector = new float[_dimension];
        for (var place = 0; IsSketched && place < _count; place++)
        {
            Decode(place, vector);
            encoded.EncodeSketch(vector);
            WriteSketch(place, encoded);
        }
    }

    private void Decode(int place, Span<float> vector)
    {
        var row = _rows.Span.Slice(place * _stride, vector.Length);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = row[i] * _scales[place];
        }
    }

    private void WriteSketch(int place, EncodedVector vector)
    {
        var (block, lane) = Math.DivRem(place, SketchStep.Lanes);
        for (var step = 0; step < _steps.Length; step++)
        {
            var bytes = _sketch[step].Span.Slice(block * _steps[step].BlockBytes, _steps[step].BlockBytes);
            var lanes = MemoryMarshal.Cast<byte, uint>(bytes)[lane..];
            var words = vector.Sketch(step);
            for (var i = 0; i < words.Length; i++)
            {
                lanes[i * SketchStep.Lanes] = words[i];
            }
        }
    }
}
