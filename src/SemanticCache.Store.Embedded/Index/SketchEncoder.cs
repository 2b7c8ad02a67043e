using System.Numerics;
using System.Numerics.Tensors;

namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// Codes one step of a vector. A fine code stands for (code - <see cref="FineCentre"/>) times the scale, a coarse one for
/// (code - <see cref="CoarseCentre"/>) times <see cref="CoarseFactor"/> times the scale.
/// </summary>
internal static class SketchEncoder
{
    /// <summary>The largest fine code; two products with a query's codes still fit 16 bits.</summary>
    public const byte MaximumFine = 127;

    /// <summary>The fine code of zero.</summary>
    public const float FineCentre = MaximumFine / 2f;

    /// <summary>The largest coarse code.</summary>
    public const byte MaximumCoarse = 15;

    /// <summary>The coarse code of zero.</summary>
    public const float CoarseCentre = MaximumCoarse / 2f;

    /// <summary>How many fine units a coarse unit is.</summary>
    public const int CoarseFactor = 4;

    // Members this small change no similarity, and dividing by them would overflow.
    private const float Negligible = 1e-12f;

    /// <summary>Writes the codes of a step, one byte per member, and returns its <see cref="BoundTerms"/> word.</summary>
    /// <param name="members">The vector's members in the step.</param>
    /// <param name="finePart">How many of them, the first ones, get fine codes.</param>
    /// <param name="rest">The norm of the members after the step.</param>
    /// <param name="codes">One code per member.</param>
    public static uint Encode(ReadOnlySpan<float> members, int finePart, float rest, Span<byte> codes)
    {
        var fine = members[..Math.Min(finePart, members.Length)];
        var coarse = members[fine.Length..];
        var (scale, error) = BestScale(fine, coarse);
        Quantise(fine, scale, FineCentre, codes);
        Quantise(coarse, scale * CoarseFactor, CoarseCentre, codes[fine.Length..]);
        return BoundTerms.Pack(scale, error, rest);
    }

    // Clipping the few largest members makes the others' error smaller; which share of the range is best differs from vector to vector.
    private static (float Scale, float Error) BestScale(ReadOnlySpan<float> fine, ReadOnlySpan<float> coarse)
    {
        var range = MathF.Max(Largest(fine) / FineCentre, Largest(coarse) / (CoarseCentre * CoarseFactor));
        if (range < Negligible)
        {
            return (0, 0);
        }

        var best = (Scale: 0f, Error: float.PositiveInfinity);
        ReadOnlySpan<float> shares = [1f, 0.85f, 0.7f, 0.55f];
        foreach (var share in shares)
        {
            var scale = BoundTerms.RoundScaleUp(range * share);
            var squared = SquaredError(fine, scale, FineCentre)
                + (SquaredError(coarse, scale * CoarseFactor, CoarseCentre) * CoarseFactor * CoarseFactor);
            var error = MathF.Sqrt(squared);
            if (share == 1f || (error <= BoundTerms.MaximumError && error * scale < best.Error * best.Scale))
            {
                best = (scale, error);
            }
        }

        return best;
    }

    private static float Largest(ReadOnlySpan<float> members) =>
        members.IsEmpty ? 0 : MathF.Max(TensorPrimitives.Max(members), -TensorPrimitives.Min(members));

    private static void Quantise(ReadOnlySpan<float> members, float unit, float centre, Span<byte> codes)
    {
        var inverse = unit > 0 ? 1 / unit : 0;
        for (var i = 0; i < members.Length; i++)
        {
            codes[i] = (byte)Math.Clamp((int)MathF.Round((members[i] * inverse) + centre), 0, (int)(2 * centre));
        }
    }

    /// <summary>The square of the norm of the coding error, in units.</summary>
    private static float SquaredError(ReadOnlySpan<float> members, float unit, float centre)
    {
        var inverse = 1 / unit;
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= members.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var exact = (new Vector<float>(members[i..]) * inverse) + new Vector<float>(centre);
            var error = exact - Vector.Clamp(Vector.Round(exact), Vector<float>.Zero, new Vector<float>(2 * centre));
            sums += error * error;
        }

        var sum = Vector.Sum(sums);
        for (; i < members.Length; i++)
        {
            var exact = (members[i] * inverse) + centre;
            var error = exact - Math.Clamp(MathF.Round(exact), 0, 2 * centre);
            sum += error * error;
        }

        return sum;
    }
}
