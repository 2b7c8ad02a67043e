using SemanticCache.Core.Learning;

namespace SemanticCache.Core.Tests.Learning;

public sealed class BinomialBoundTests
{
    // Of no cases the bound has a closed form; the others are the one-sided values of common tables.
    [Theory]
    [InlineData(0, 59, 0.0495)]
    [InlineData(1, 100, 0.0466)]
    [InlineData(5, 50, 0.1991)]
    [InlineData(10, 10, 1)]
    [InlineData(0, 0, 1)]
    public void Upper_KnownSample_IsTheExactBound(int cases, int total, double expected) =>
        Assert.Equal(expected, BinomialBound.Upper(cases, total, 0.95), 3);

    [Fact]
    public void Upper_ManyObservations_StaysANumber() =>
        Assert.InRange(BinomialBound.Upper(3000, 100_000, 0.95), 0.03, 0.032);
}
