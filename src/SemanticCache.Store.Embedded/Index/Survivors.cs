using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>The places that a scan could not rule out, with the upper bounds of their similarities.</summary>
internal ref struct Survivors
{
    private readonly Span<float> _bounds;
    private readonly Span<Slot> _slots;

    /// <summary>Starts with none.</summary>
    /// <param name="bounds">Room for the upper bounds.</param>
    /// <param name="slots">Room for as many slots.</param>
    public Survivors(Span<float> bounds, Span<Slot> slots)
    {
        _bounds = bounds;
        _slots = slots;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the lanes of a block whose bits are set.</summary>
    public void Add(Slot first, ulong lanes, Vector512<float> bounds)
    {
        Span<float> values = stackalloc float[SketchStep.Lanes];
        bounds.CopyTo(values);
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            Add(new Slot(first.Value + lane), values[lane]);
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(Slot slot, float bound)
    {
        _bounds[Count] = bound;
        _slots[Count] = slot;
        Count++;
    }

    /// <summary>Forgets those added since there were <paramref name="count"/>.</summary>
    public void ReturnTo(int count) => Count = count;

    /// <summary>Takes out the one with the largest upper bound.</summary>
    public Slot TakeMostPromising()
    {
        var index = TensorPrimitives.IndexOfMax<float>(_bounds[..Count]);
        var slot = _slots[index];
        Count--;
        _bounds[index] = _bounds[Count];
        _slots[index] = _slots[Count];
        return slot;
    }

    /// <summary>The one that <see cref="TakeLast"/> returns after <paramref name="others"/> more.</summary>
    public readonly bool TryPeek(int others, out Slot slot)
    {
        var exists = others < Count;
        slot = exists ? _slots[Count - 1 - others] : default;
        return exists;
    }

    /// <summary>Takes out any one.</summary>
    public (Slot Slot, float Bound) TakeLast()
    {
        Count--;
        return (_slots[Count], _bounds[Count]);
    }
}
