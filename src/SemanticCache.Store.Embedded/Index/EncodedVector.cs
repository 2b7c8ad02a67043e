using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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
        EncodeSketch(vector);
    }

    /// <summary>Codes only the sketch.</summary>
    public void EncodeSketch(ReadOnlySpan<float> vector)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            var rest = TensorPrimitives.Norm(_steps[i].RestOf(vector));
            // Codes left over from another step would spill over into those of a last group that is not full.
            _codes.AsSpan().Clear();
            _sketch[i][^1] = SketchEncoder.Encode(_steps[i].Of(vector), _steps[i].FinePart, rest, _codes);
            Pack(_steps[i], _codes, _sketch[i]);
        }
    }

    // The kernels' order: a byte of a coarse group holds two codes, half a group apart.
    private static void Pack(SketchStep step, ReadOnlySpan<byte> codes, Span<uint> words)
    {
        var halves = MemoryMarshal.Cast<byte, uint>(codes);
        halves[..step.FineGroups].CopyTo(words);
        var coarse = halves[step.FineGroups..];
        for (var group = 0; group < step.CoarseGroups; group++)
        {
            words[step.FineGroups + group] = coarse[2 * group] | (coarse[(2 * group) + 1] << 4);
        }
    }
}
