using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Compares entries member by member.</summary>
public static class EntryAssert
{
    // A store that normalises vectors again changes their last bits.
    private const float Rounding = 1e-6f;

    /// <summary>Fails unless both entries hold the same.</summary>
    public static void Same(CacheEntry expected, CacheEntry? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.Sources, actual.Sources);
        Assert.Equal(expected.Answer.ToolCalls, actual.Answer.ToolCalls);
        Assert.Equal(expected.Vector.ToArray(), actual.Vector.ToArray(), (left, right) => Math.Abs(left - right) < Rounding);
        var answer = actual.Answer with { ToolCalls = expected.Answer.ToolCalls };
        Assert.Equal(
            expected,
            actual with { Tags = expected.Tags, Sources = expected.Sources, Vector = expected.Vector, Answer = answer });
    }
}
