using System.Numerics;
using System.Numerics.Tensors;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>Codes a vector in 16 bits per dimension, close enough to tell its similarity to four places.</summary>
internal static class RowEncoder
{
    private const int RowMultiple = 32;

    /// <summary>Members that a row of codes takes: whole cache lines, so that rows start on one.</summary>
    public static int Stride(int dimension) => (dimension + RowMultiple - 1) / RowMultiple * RowMultiple;

    /// <summary>Writes the codes of an L2-normalised vector; a code times the returned scale stands for its member.</summary>
    public static float Encode(ReadOnlySpan<float> vector, Span<short> codes)
    {
        var scale = MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) / short.MaxValue;
        var inverse = 1 / scale;
        var width = Vector<short>.Count;
        var i = 0;
        for (; i <= vector.Length - width; i += width)
        {
            var low = Vector.Round(new Vector<float>(vector[i..]) * inverse);
            var high = Vector.Round(new Vector<float>(vector[(i + Vector<float>.Count)..]) * inverse);
            Vector.Narrow(Vector.ConvertToInt32(low), Vector.ConvertToInt32(high)).CopyTo(codes[i..]);
        }

        for (; i < vector.Length; i++)
        {
            codes[i] = (short)MathF.Round(vector[i] * inverse);
        }

        return scale;
    }

    /// <summary>
    /// An upper bound for the error of the similarity of a row to any query. By Cauchy-Schwarz it is the norm of the coding error, no member
    /// of which exceeds half a scale; the constant covers the rounding of the sums.
    /// </summary>
    public static float SimilarityError(float scale, int dimension) => (scale / 2 * MathF.Sqrt(dimension) * 1.001f) + 1e-6f;
}
