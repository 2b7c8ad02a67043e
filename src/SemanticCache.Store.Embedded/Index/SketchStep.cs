namespace SemanticCache.Store.Embedded.Index;

/// <summary>A run of dimensions that a search looks at together: coarse codes of 4 bits, in blocks of <see cref="Lanes"/> entries.</summary>
/// <param name="Start">The first dimension.</param>
/// <param name="Groups">The number of groups of <see cref="GroupDimensions"/> dimensions; the last one may reach beyond the vector.</param>
internal readonly record struct SketchStep(int Start, int Groups)
{
    /// <summary>Entries in a block, one per 32-bit lane of a 512-bit register.</summary>
    public const int Lanes = 16;

    /// <summary>Dimensions of an entry that fill its 32-bit lane.</summary>
    public const int GroupDimensions = 8;

    /// <summary>Bytes that one group, or one word, of every entry of a block takes.</summary>
    public const int GroupBytes = Lanes * sizeof(uint);

    /// <summary>The number of dimensions.</summary>
    public int Dimensions => Groups * GroupDimensions;

    /// <summary>Bytes of a block: the codes group by group, then one <see cref="BoundTerms"/> word per entry.</summary>
    public int BlockBytes => (Groups + 1) * GroupBytes;

    /// <summary>The steps of a sketch of vectors of <paramref name="dimension"/> members.</summary>
    public static SketchStep[] For(int dimension)
    {
        var steps = new List<SketchStep>();
        var start = 0;
        foreach (var width in Widths(dimension))
        {
            var groups = (Math.Min(width, dimension - start) + GroupDimensions - 1) / GroupDimensions;
            if (groups > 0)
            {
                steps.Add(new SketchStep(start, groups));
                start += groups * GroupDimensions;
            }
        }

        return [.. steps];
    }

    private static int[] Widths(int dimension) => dimension <= 512 ? [64, 96] : [64, 96, 160];
}
