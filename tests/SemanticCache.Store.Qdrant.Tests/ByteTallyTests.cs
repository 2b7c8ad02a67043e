using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Store.Conformance;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>How far an instance knows how many bytes a namespace holds.</summary>
public sealed class ByteTallyTests
{
    private readonly FakeTimeProvider _time = new(SampleEntries.Now);

    [Fact]
    public async Task EvictAsync_BytesWrittenSinceTheCount_Count()
    {
        await using var open = await StartAsync(time: _time);
        var order = await CountedOrderAsync(open);

        await open.Store.UpsertAsync([SampleEntries.Create(3)], Cancellation);

        Assert.Equal(1, (await open.Store.EvictAsync(order, Cancellation)).Evicted);
    }

    [Fact]
    public async Task EvictAsync_BytesWrittenByAnotherInstance_CountAfterAMinute()
    {
        await using var open = await StartAsync(time: _time);
        var order = await CountedOrderAsync(open);
        var other = open.NewInstance();
        await other.OpenAsync(Cancellation);

        await other.UpsertAsync([SampleEntries.Create(3)], Cancellation);

        Assert.Equal(0, (await open.Store.EvictAsync(order, Cancellation)).Evicted);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await open.Store.EvictAsync(order, Cancellation)).Evicted);
    }

    private static async Task<EvictionOrder> CountedOrderAsync(OpenStore open)
    {
        var entries = await open.UpsertAsync(2);
        var order = new EvictionOrder("bot", 10) { Bytes = entries.Sum(ContentSize.Of) };
        Assert.Equal(0, (await open.Store.EvictAsync(order, Cancellation)).Evicted);
        return order;
    }
}
