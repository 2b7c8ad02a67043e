using Microsoft.Extensions.Time.Testing;
using SemanticCache.Store.Conformance;
using SemanticCache.TestUtils;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>Which of two instances asks a language model.</summary>
public sealed class FlightTests
{
    [Fact]
    public async Task TryTakeOff_TwoInstances_OneMayAskUntilItHasLanded()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        var entry = SampleEntries.Id(1);

        Assert.True(await open.Store.TryTakeOffAsync(entry, Cancellation));
        Assert.False(await other.TryTakeOffAsync(entry, Cancellation));
        Assert.True(await other.TryTakeOffAsync(SampleEntries.Id(2), Cancellation));

        // Whoever does not hold it gives nothing back.
        await other.LandAsync(entry, Cancellation);
        Assert.False(await other.TryTakeOffAsync(entry, Cancellation));
        await open.Store.LandAsync(entry, Cancellation);
        Assert.True(await other.TryTakeOffAsync(entry, Cancellation));
    }

    [Fact]
    public async Task TryTakeOff_HolderNeverLands_IsFreeWhenItsTimeIsUp()
    {
        var time = new FakeTimeProvider(SampleEntries.Now);
        await using var open = await StartAsync(time: time);
        var other = open.NewInstance();
        await open.Store.TryTakeOffAsync(SampleEntries.Id(1), Cancellation);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(await other.TryTakeOffAsync(SampleEntries.Id(1), Cancellation));
        Assert.False(await open.Store.TryTakeOffAsync(SampleEntries.Id(1), Cancellation));
    }

    [Fact]
    public async Task TryTakeOff_TurnedOff_CallsNobody()
    {
        await using var open = await StartAsync(options => options.FlightLease = TimeSpan.Zero);
        open.Server.Calls.Clear();

        Assert.True(await open.Store.TryTakeOffAsync(SampleEntries.Id(1), Cancellation));

        Assert.Empty(open.Server.Calls.All);
    }

    [Fact]
    public async Task WhenLandedElsewhere_HolderStoresItsAnswer_ReturnsIt()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        var entry = SampleEntries.Create(1) with { ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1) };
        await open.Store.TryTakeOffAsync(entry.Id, Cancellation);
        await other.TryTakeOffAsync(entry.Id, Cancellation);
        var waiting = other.WhenLandedElsewhereAsync(entry.Id, Cancellation).AsTask();

        await open.UpsertAsync(entry);
        await open.Store.LandAsync(entry.Id, Cancellation);

        Assert.Equal(entry.Answer.Text, (await waiting.WaitAsync(Patience.Longest, Cancellation))?.Text);
    }

    [Fact]
    public async Task WhenLandedElsewhere_HolderBringsNothing_EndsWithIt()
    {
        await using var open = await StartAsync();
        var other = open.NewInstance();
        var stale = (await open.UpsertAsync(1))[0];
        await open.Store.TryTakeOffAsync(stale.Id, Cancellation);
        var waiting = other.WhenLandedElsewhereAsync(stale.Id, Cancellation).AsTask();

        await open.Store.LandAsync(stale.Id, Cancellation);

        Assert.Null(await waiting.WaitAsync(Patience.Longest, Cancellation));
    }
}
