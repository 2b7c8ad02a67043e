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

    private Task<LookupResponse> LookupAsync(string text, int? maxAge = null) => Calls.LookupAsync(new LookupRequest
    {
        Question = new Question { Namespace = "clock", Text = text },
        CacheControl = maxAge is { } seconds ? new CacheControl { MaxAge = new Duration { Seconds = seconds } } : null,
    });
}
