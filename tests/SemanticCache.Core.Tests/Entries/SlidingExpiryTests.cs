using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Tests.Scoping;

namespace SemanticCache.Core.Tests.Entries;

public sealed class SlidingExpiryTests
{
    private static readonly DateTimeOffset Stored = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CacheEntry Entry = TestEntries.Of(Scoped.Request("a"), Stored, TimeSpan.FromHours(1)) with { TimeToLive = TimeSpan.FromHours(1) };

    private static readonly NamespacePolicy Sliding = new() { Expiry = Expiry.Sliding, MaximumTimeToLive = TimeSpan.FromHours(3) };

    [Theory]
    [InlineData(30, 90)]
    [InlineData(130, 180)]
    public void After_Served_PutsOffByTheEntrysLifeUpToTheLongest(int servedMinute, int expiryMinute) =>
        Assert.Equal(Stored.AddMinutes(expiryMinute), SlidingExpiry.After(Entry, Stored.AddMinutes(servedMinute), Sliding));

    [Fact]
    public void After_ServedWithNothingToGain_IsNull()
    {
        Assert.Null(SlidingExpiry.After(Entry, Stored, Sliding));
        Assert.Null(SlidingExpiry.After(Entry with { ExpiresAt = Stored.AddHours(3) }, Stored.AddHours(2.5), Sliding));
    }

    [Fact]
    public void After_AbsolutePolicyPinnedEntryOrOneOfAnEarlierVersion_IsNull()
    {
        var served = Stored.AddMinutes(30);

        Assert.Null(SlidingExpiry.After(Entry, served, Sliding with { Expiry = Expiry.Absolute }));
        Assert.Null(SlidingExpiry.After(Entry with { ExpiresAt = CacheEntry.Never }, served, Sliding));
        Assert.Null(SlidingExpiry.After(Entry with { TimeToLive = null }, served, Sliding));
    }
}
