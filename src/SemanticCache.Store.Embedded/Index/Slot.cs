namespace SemanticCache.Store.Embedded.Index;

/// <summary>Where an entry is.</summary>
/// <param name="Value">The number of the chunk and, in the low bits, the place in it.</param>
internal readonly record struct Slot(int Value)
{
    private const int PlaceBits = 11;

    /// <summary>The largest number of places in a chunk.</summary>
    public const int PlacesPerChunk = 1 << PlaceBits;

    /// <summary>Names a place.</summary>
    public Slot(int chunk, int place)
        : this((chunk << PlaceBits) | place)
    {
    }

    /// <summary>The number of the chunk.</summary>
    public int Chunk => Value >> PlaceBits;

    /// <summary>The place in the chunk.</summary>
    public int Place => Value & (PlacesPerChunk - 1);
}
