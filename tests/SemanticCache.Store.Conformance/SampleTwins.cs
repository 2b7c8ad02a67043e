using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Makes the entries that a test merges into others.</summary>
public static class SampleTwins
{
    private const int FirstNumber = 900_000_000;

    /// <summary>Returns the twin of the entry with this number.</summary>
    public static CacheEntry Create(int number, int dimension) => SampleEntries.Create(FirstNumber + number, dimension);
}
