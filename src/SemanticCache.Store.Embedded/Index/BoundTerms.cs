namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// What a step knows of an entry besides its codes, in one word: the code's scale (with the precision of a bfloat16), the norm of the coding error in
/// units of the scale, and the norm of the dimensions after the step; both norms are rounded up, so a bound made of them stays one.
/// </summary>
internal static class BoundTerms
{
    /// <summary>What one unit of the error stands for, as a share of the scale.</summary>
    public const float ErrorUnit = 1f / 6;

    /// <summary>What one unit of the rest stands for; 255 of them exceed the norm of every accepted vector.</summary>
    public const float RestUnit = 1f / 250;

    /// <summary>The largest error, as a share of the scale, that a word can hold.</summary>
    public const float MaximumError = 255 * ErrorUnit;

    private const int HalfWord = 16;
    private const uint LowHalf = 0xFFFF;

    /// <summary>Packs the terms of an entry.</summary>
    /// <param name="scale">The scale, as <see cref="RoundScaleUp"/> returned it.</param>
    /// <param name="error">Norm of the coding error divided by the scale, at most <see cref="MaximumError"/>.</param>
    /// <param name="rest">Norm of the later dimensions.</param>
    public static uint Pack(float scale, float error, float rest) =>
        BitConverter.SingleToUInt32Bits(scale) | (Up(error / ErrorUnit) << 8) | Up(rest / RestUnit);

    /// <summary>The scale of a word.</summary>
    public static float Scale(uint word) => BitConverter.UInt32BitsToSingle(word & ~LowHalf);

    /// <summary>The error of a word in units of <see cref="ErrorUnit"/>.</summary>
    public static int Error(uint word) => (int)((word >> 8) & byte.MaxValue);

    /// <summary>The rest of a word in units of <see cref="RestUnit"/>.</summary>
    public static int Rest(uint word) => (int)(word & byte.MaxValue);

    /// <summary>The smallest scale that a word can hold and that is not below the given one.</summary>
    public static float RoundScaleUp(float scale)
    {
        var bits = BitConverter.SingleToUInt32Bits(scale);
        return BitConverter.UInt32BitsToSingle((bits + LowHalf) >> HalfWord << HalfWord);
    }

    // The added thousandth outweighs the rounding of the norm's own computation.
    private static uint Up(float units) => (uint)Math.Clamp(MathF.Ceiling(units + 1e-3f), 0, byte.MaxValue);
}
