using System.Numerics;
using System.Numerics.Tensors;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>Codes one step of a vector in 4 bits per dimension.</summary>
internal static class SketchEncoder
{
    /// <summary>The largest code.</summary>
    public const byte MaximumCode = 15;

    /// <summary>A code c stands for (c - Centre) times the scale.</summary>
    public const float Centre = MaximumCode / 2f;

    // Members this small change no similarity, and dividing by them would overflow.
    private const float Negligible = 1e-12f;

    /// <summary>Writes the codes of a step, one byte per member, and returns its <see cref="BoundTerms"/> word.</summary>
    /// <param name="members">The vector's members in the step.</param>
    /// <param name="rest">The norm of the members after the step.</param>
    /// <param name="codes">One code per member.</param>
    public static uint Encode(ReadOnlySpan<float> members, float rest, Span<byte> codes)
    {
        var largest = MathF.Abs(TensorPrimitives.MaxMagnitude(members));
        if (largest < Negligible)
        {
            codes.Clear();
            return BoundTerms.Pack(0, 0, rest);
        }

        var (scale, error) = BestScale(members, largest);
        for (var i = 0; i < members.Length; i++)
        {
            codes[i] = (byte)Math.Clamp(MathF.Round((members[i] / scale) + Centre), 0, MaximumCode);
        }

        return BoundTerms.Pack(scale, error, rest);
    }

    // Clipping the few largest members makes the others' error smaller; which share of the range is best differs from vector to vector.
    private static (float Scale, float Error) BestScale(ReadOnlySpan<float> members, float largest)
    {
        var best = (Scale: 0f, Error: float.PositiveInfinity);
        ReadOnlySpan<float> shares = [1f, 0.85f, 0.7f, 0.55f];
        foreach (var share in shares)
        {
            var scale = BoundTerms.RoundScaleUp(largest * share / Centre);
            var error = Error(members, scale);
            if (share == 1f || (error <= BoundTerms.MaximumError && error * scale < best.Error * best.Scale))
            {
                best = (scale, error);
            }
        }

        return best;
    }

    /// <summary>The norm of the coding error, in units of the scale.</summary>
    private static float Error(ReadOnlySpan<float> members, float scale)
    {
        var inverse = 1 / scale;
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= members.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var exact = (new Vector<float>(members[i..]) * inverse) + new Vector<float>(Centre);
            var error = exact - Vector.Clamp(Vector.Round(exact), Vector<float>.Zero, new Vector<float>(MaximumCode));
            sums += error * error;
        }

        var sum = Vector.Sum(sums);
        for (; i < members.Length; i++)
        {
            var exact = (members[i] * inverse) + Centre;
            var error = exact - Math.Clamp(MathF.Round(exact), 0, MaximumCode);
            sum += error * error;
        }

        return MathF.Sqrt(sum);
    }
}
