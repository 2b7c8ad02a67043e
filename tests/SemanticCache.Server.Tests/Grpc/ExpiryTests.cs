using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class ExpiryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TestDirectory _directory = new();
    private TestService? _service;

    private ServiceCalls Calls => new(_service!.Client);

    public async ValueTask InitializeAsync() =>
        _service = await TestService.StartAsync(_directory.Path, services => services.AddSingleton<TimeProvider>(_time));

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_service!.ErrorLogs());
        await _service.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Lookup_AsTimePasses_HonoursLifeAndAge()
    {
        var stored = await Calls.StoreAsync("clock", "cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.", new CacheControl { Ttl = new Duration { Seconds = 60 } });
        Assert.Equal(_time.GetUtcNow().AddSeconds(60).ToTimestamp(), stored.ExpireTime);

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(30, (await LookupAsync("cancel order")).Metadata.Age.Seconds);
        Assert.Equal(Outcome.ExactHit, (await LookupAsync("cancel order", maxAge: 31)).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await LookupAsync("cancel order", maxAge: 29)).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await LookupAsync("cancel my order", maxAge: 29)).Metadata.Outcome);
        Assert.Equal(Outcome.SemanticHit, (await LookupAsync("cancel my order")).Metadata.Outcome);

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Outcome.Miss, (await LookupAsync("cancel order")).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await LookupAsync("cancel my order")).Metadata.Outcome);

        _time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(async () => (await Calls.GetNamespaceAsync("clock")).Namespace.EntryCount == 0);
    }

    [Fact]
    public async Task Lookup_SlidingPolicy_LivesAsLongAsItIsServedUpToTheCap()
    {
        await Calls.CreateNamespaceAsync("clock", new Policy { Expiry = Expiry.Sliding, Ttl = Seconds(60), MaxTtl = Seconds(130) });
        var stored = await Calls.StoreAsync("clock", "cancel order", "Open My orders, choose the order and press Cancel.");
        var start = _time.GetUtcNow();
        foreach (var (second, expiry) in ((int Second, int Expiry)[])[(50, 110), (100, 130)])
        {
            _time.Advance(start.AddSeconds(second) - _time.GetUtcNow());
            Assert.Equal(Outcome.ExactHit, (await LookupAsync("cancel order")).Metadata.Outcome);

            // The store writes down at intervals until when it lives now.
            _time.Advance(TimeSpan.FromSeconds(1));
            await Eventually.HoldsAsync(
                async () => (await Calls.GetEntryAsync(stored.EntryId)).Entry.ExpireTime == start.AddSeconds(expiry).ToTimestamp());
        }

        _time.Advance(start.AddSeconds(129) - _time.GetUtcNow());
        Assert.Equal(Outcome.ExactHit, (await LookupAsync("cancel order")).Metadata.Outcome);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Outcome.Miss, (await LookupAsync("cancel order")).Metadata.Outcome);
    }

    [Fact]
    public async Task Store_Jitter_ShortensLivesByDifferentSharesWithinTheBound()
    {
        await Calls.CreateNamespaceAsync("clock", new Policy { Ttl = Seconds(1000), TtlJitter = 20 });
        var lives = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var stored = await Calls.StoreAsync("clock", $"Question number {i}?", "Yes.");
            lives.Add((stored.ExpireTime.ToDateTimeOffset() - _time.GetUtcNow()).TotalSeconds);
        }

        Assert.All(lives, life => Assert.InRange(life, 800, 1000));
        Assert.Equal(8, lives.Distinct().Count());
    }

    [Fact]
    public async Task Store_Pinned_OutlivesEveryTtlUntilThePinGoes()
    {
        await Calls.CreateNamespaceAsync("clock", new Policy { Ttl = Seconds(60), MaxTtl = Seconds(60) });
        var stored = await Calls.StoreAsync(new StoreRequest
        {
            Question = new Question { Namespace = "clock", Text = "cancel order" },
            Answer = new Answer { Text = "You can cancel an order yourself: open My orders, choose the order and press Cancel." },
            Pinned = true,
        });
        Assert.Equal(9999, stored.ExpireTime.ToDateTimeOffset().Year);

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Outcome.ExactHit, (await LookupAsync("cancel order")).Metadata.Outcome);
        Assert.Equal(Outcome.SemanticHit, (await LookupAsync("cancel my order")).Metadata.Outcome);
        Assert.True((await Calls.GetEntryAsync(stored.EntryId)).Entry.Pinned);

        var unpinned = (await Calls.PinEntryAsync(stored.EntryId, pinned: false)).Entry;
        Assert.Equal((false, _time.GetUtcNow().AddSeconds(60).ToTimestamp()), (unpinned.Pinned, unpinned.ExpireTime));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(Outcome.Miss, (await LookupAsync("cancel order")).Metadata.Outcome);
    }

    private static Duration Seconds(int seconds) => new() { Seconds = seconds };

    private Task<LookupResponse> LookupAsync(string text, int? maxAge = null) => Calls.LookupAsync(new LookupRequest
    {
        Question = new Question { Namespace = "clock", Text = text },
        CacheControl = maxAge is { } seconds ? new CacheControl { MaxAge = new Duration { Seconds = seconds } } : null,
    });
}
