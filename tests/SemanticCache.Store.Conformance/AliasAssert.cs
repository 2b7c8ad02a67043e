using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Compares aliases member by member.</summary>
public static class AliasAssert
{
    /// <summary>Fails unless both aliases hold the same.</summary>
    public static void Same(EntryAlias expected, EntryAlias? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Vector.ToArray(), actual.Vector.ToArray(), (left, right) => Math.Abs(left - right) < 1e-6f);
        Assert.Equal(expected, actual with { Vector = expected.Vector });
    }
}
