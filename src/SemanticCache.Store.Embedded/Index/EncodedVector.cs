using System.Numerics.Tensors;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>The codes of a vector on their way into a chunk; one instance is used again and again.</summary>
internal sealed class EncodedVector
{
    private readonly SketchStep[] _steps;
    private readonly short[] _row;
    private readonly uint[][] _sketch;
    private readonly byte[] _codes;

    /// <summary>Creates room for the codes of vectors of <paramref name="dimension"/> members.</summary>
    public EncodedVector(int dimension, SketchStep[] steps)
    {
        _steps = steps;
        _row = new short[RowEncoder.Stride(dimension)];
        _sketch = [.. steps.Select(step => new uint[step.Groups + 1])];
        _codes = new byte[steps.Max(step => step.Dimensions)];
    }

    /// <summary>The 16-bit codes.</summary>
    public ReadOnlySpan<short> Row => _row;

    /// <summary>What one unit of the 16-bit codes stands for.</summary>
    public float Scale { get; private set; }

    /// <summary>The words that a step's block has of this vector: one per group, then the <see cref="BoundTerms"/>.</summary>
    public ReadOnlySpan<uint> Sketch(int step) => _sketch[step];

    /// <summary>Codes a vector.</summary>
    public void Encode(ReadOnlySpan<float> vector)
    {
        Scale = RowEncoder.Encode(vector, _row);
        for (var i = 0; i < _steps.Length; i++)
        {
            var end = Math.Min(_steps[i].Start + _steps[i].Dimensions, vector.Length);
            var members = vector[_steps[i].Start..end];
            var rest = TensorPrimitives.Norm(vector[end..]);
            var codes = _codes.AsSpan(0, _steps[i].Dimensions);
            codes.Clear();
            _sketch[i][^1] = SketchEncoder.Encode(members, rest, codes[..members.Length]);
            for (var group = 0; group < _steps[i].Groups; group++)
            {
                _sketch[i][group] = Pack(codes.Slice(group * SketchStep.GroupDimensions, SketchStep.GroupDimensions));
            }
        }
    }

    // The kernels' order: a byte holds two codes, half a group apart.
    private static uint Pack(ReadOnlySpan<byte> codes)
    {
        var low = BitConverter.ToUInt32(codes);
        var high = BitConverter.ToUInt32(codes[sizeof(uint)..]);
        return low | (high << 4);
    }
}
