namespace SemanticCache.Store.Embedded.Index;

/// <summary>
/// A run of dimensions that a search looks at together, coded coarsely and laid out in blocks of <see cref="Lanes"/> entries. The codes come in
/// groups of one 32-bit word per entry: four dimensions of 7 bits in the fine groups, then eight of 4 bits in the others.
/// </summary>
/// <param name="Start">The first dimension.</param>
/// <param name="FineGroups">The number of fine groups.</param>
/// <param name="CoarseGroups">The number of other groups; the last group may reach beyond the vector.</param>
internal readonly record struct SketchStep(int Start, int FineGroups, int CoarseGroups)
{
    /// <summary>Entries in a block, one per 32-bit lane of a 512-bit register.</summary>
    public const int Lanes = 16;

    /// <summary>Dimensions of a fine group.</summary>
    public const int FineDimensions = 4;

    /// <summary>Dimensions of another group.</summary>
    public const int CoarseDimensions = 8;

    /// <summary>Bytes that one word of every entry of a block takes.</summary>
    public const int GroupBytes = Lanes * sizeof(uint);

    /// <summary>The number of groups.</summary>
    public int Groups => FineGroups + CoarseGroups;

    /// <summary>The number of dimensions.</summary>
    public int Dimensions => (FineGroups * FineDimensions) + (CoarseGroups * CoarseDimensions);

    /// <summary>The number of dimensions in fine groups; they are the first ones.</summary>
    public int FinePart => FineGroups * FineDimensions;

    /// <summary>Bytes of a block: the codes group by group, then one <see cref="BoundTerms"/> word per entry.</summary>
    public int BlockBytes => (Groups + 1) * GroupBytes;

    /// <summary>
    /// The steps of a sketch of vectors of <paramref name="dimension"/> members. They are made for vectors whose leading dimensions carry
    /// most of the length, and the very first ones so much that they deserve more bits; other vectors are only found more slowly.
    /// </summary>
    public static SketchStep[] For(int dimension)
    {
        SketchStep[] shape = dimension <= 512
            ? [new(0, 2, 7), new(64, 0, 12)]
            : [new(0, 2, 7), new(64, 0, 12), new(160, 0, 20)];
        return [.. shape.Where(step => step.Start < dimension)];
    }

    /// <summary>The members of a vector that are in the step.</summary>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> vector) => vector[Start..Math.Min(Start + Dimensions, vector.Length)];

    /// <summary>The members of a vector that come after the step.</summary>
    public ReadOnlySpan<float> RestOf(ReadOnlySpan<float> vector) => vector[Math.Min(Start + Dimensions, vector.Length)..];
}
