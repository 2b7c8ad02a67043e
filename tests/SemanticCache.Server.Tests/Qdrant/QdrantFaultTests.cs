using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Policies;
using SemanticCache.Protocol.V1;
using SemanticCache.Qdrant.TestServer;
using SemanticCache.Qdrant.TestServer.Faults;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.Store.Qdrant;
using SemanticCache.TestUtils;

namespace SemanticCache.Server.Tests.Qdrant;

/// <summary>The service while Qdrant is away, slow, restarted or empty: requests are forwarded, and the cache comes back by itself.</summary>
public sealed class QdrantFaultTests : IAsyncLifetime
{
    private const string Question = "how do refunds work?";

    private QdrantTestServer _qdrant = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _qdrant = await QdrantTestServer.StartAsync(cancellationToken: Cancellation);

    public async ValueTask DisposeAsync() => await _qdrant.DisposeAsync();

    [Fact]
    public async Task Requests_OverHttpAndGrpc_AreHitsAfterAMiss()
    {
        await using var service = await QdrantService.StartAsync(_qdrant.Address);

        Assert.Equal("MISS", (await service.PostAsync(Question)).Status);
        await service.BecomesHitAsync(Question);
        await service.Calls.StoreAsync("bot", "How do I cancel an order I placed today?", "Open My orders, choose the order and press Cancel.");
        Assert.Equal(Outcome.ExactHit, (await service.Calls.LookupAsync("bot", "How do I cancel an order I placed today?")).Metadata.Outcome);
        Assert.Equal(Outcome.SemanticHit, (await service.Calls.LookupAsync("bot", "How do I cancel an order I made today?")).Metadata.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(2), service.Services.GetRequiredService<IOptions<NamespacesOptions>>().Value.RefreshInterval);
        var metrics = await service.Http.GetStringAsync("metrics", Cancellation);
        Assert.Contains("semantic_cache_qdrant_call_duration_seconds_count", metrics, StringComparison.Ordinal);
        Assert.Contains("semantic_cache_qdrant_breaker_open", metrics, StringComparison.Ordinal);
        Assert.Empty(service.ErrorLogs());
    }

    [Fact]
    public async Task Start_QdrantDown_ForwardsUntilItComes()
    {
        var address = _qdrant.Address;
        await _qdrant.StopAsync();
        await using var service = await QdrantService.StartAsync(address);

        Assert.Equal("BYPASS", (await service.PostAsync(Question)).Status);
        Assert.Equal("BYPASS", (await service.PostAsync(Question, "another")).Status);
        Assert.Equal($"You asked: {Question}", (await service.Calls.CompleteAsync("bot", Question)).Answer.Text);

        Assert.Equal("Degraded", await service.Http.GetStringAsync("healthz/ready", Cancellation));

        await _qdrant.StartAgainAsync(keepData: false, Cancellation);
        await service.BecomesHitAsync(Question);
        await service.BecomesHitAsync(Question, "another");
        Assert.Equal("Healthy", await service.Http.GetStringAsync("healthz/ready", Cancellation));
    }

    [Fact]
    public async Task Post_QdrantDownForAWhile_ForwardsAndKeepsWhatWasStored()
    {
        await using var service = await QdrantService.StartAsync(_qdrant.Address);
        await service.Calls.StoreAsync("bot", "How do I track a parcel?", "You asked: How do I track a parcel?");
        await _qdrant.StopAsync();

        for (var time = 0; time < 15; time++)
        {
            // Each another question: the same one could still join the last one's flight.
            Assert.Equal("BYPASS", (await service.PostAsync($"how do refunds work in case {time}?", "bot")).Status);
            Assert.Equal("BYPASS", (await service.PostAsync($"how do refunds work in case {time}?", "never-seen")).Status);
        }

        await _qdrant.StartAgainAsync(keepData: true, Cancellation);
        await Hosting.Eventually.HoldsAsync(async () => (await service.Calls.LookupAsync("bot", "How do I track a parcel?")).Metadata.Outcome is Outcome.ExactHit);
        await service.BecomesHitAsync(Question, "never-seen");
    }

    [Fact]
    public async Task Post_QdrantRestartedWithoutItsData_IsFilledAnew()
    {
        await using var service = await QdrantService.StartAsync(_qdrant.Address, null, "--Namespaces:RefreshInterval=00:00:00.100");
        await service.PostAsync(Question);
        await service.BecomesHitAsync(Question);
        await _qdrant.StopAsync();
        await _qdrant.StartAgainAsync(keepData: false, Cancellation);

        await service.BecomesHitAsync(Question);
    }

    [Fact]
    public async Task Post_QdrantExhausted_ForwardsUntilItIsNot()
    {
        await using var service = await QdrantService.StartAsync(_qdrant.Address);
        await service.PostAsync(Question);
        _qdrant.Faults.Fail(FaultPlan.AnyMethod, global::Grpc.Core.StatusCode.ResourceExhausted, times: FaultPlan.Always);

        Assert.Equal(("BYPASS", "search_failed"), await service.PostAsync("what is the opening time?"));

        _qdrant.Faults.Clear();
        await service.BecomesHitAsync(Question);
    }

    [Fact]
    public async Task Post_QdrantSlowerThanTheDeadline_Forwards()
    {
        var time = new ManualClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var service = await QdrantService.StartAsync(_qdrant.Address, services => services.AddSingleton<TimeProvider>(time).WithoutUnaskedReads());
        await service.PostAsync(Question);
        await service.BecomesHitAsync(Question);
        var hold = _qdrant.Faults.Hold("Points/Get");
        var asking = service.PostAsync(Question);
        await hold.Reached.WaitAsync(Cancellation);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(("BYPASS", "search_timed_out"), await asking);
        _qdrant.Faults.Clear();
        await service.BecomesHitAsync(Question);
    }

    [Fact]
    public async Task Post_TheSameAtTwoInstancesWithoutQdrant_IsAnsweredByBoth()
    {
        await using var one = await QdrantService.StartAsync(_qdrant.Address);
        await using var other = await QdrantService.StartAsync(_qdrant.Address);
        await one.PostAsync("what is the opening time?");
        await other.PostAsync("what is the opening time?");
        await _qdrant.StopAsync();

        var answers = await Task.WhenAll(one.PostAsync(Question), other.PostAsync(Question));

        Assert.All(answers, answer => Assert.Equal("BYPASS", answer.Status));
    }

    [Fact]
    public async Task Post_TheSameAtTwoInstancesWithoutALease_IsAnsweredByBoth()
    {
        await using var one = await QdrantService.StartAsync(_qdrant.Address);
        await using var other = await QdrantService.StartAsync(_qdrant.Address);
        await one.PostAsync("what is the opening time?");
        _qdrant.Faults.Fail("Points/Upsert", global::Grpc.Core.StatusCode.Internal, times: FaultPlan.Always);

        var answers = await Task.WhenAll(one.PostAsync(Question), other.PostAsync(Question));

        Assert.All(answers, answer => Assert.Equal("MISS", answer.Status));
    }

    [Fact]
    public async Task Start_Always_MakesTheCollectionOfTheModel()
    {
        await using var service = await QdrantService.StartAsync(_qdrant.Address);

        var model = service.Services.GetRequiredService<IEmbedder>().Description;

        var made = _qdrant.Calls.Requests<global::Qdrant.Client.Grpc.CreateCollection>().Single(made => made.VectorsConfig is not null);
        Assert.StartsWith("semcache-entries-", made.CollectionName, StringComparison.Ordinal);
        Assert.Equal((ulong)model.Dimension, made.VectorsConfig.Params.Size);
    }

    [Fact]
    public async Task Start_CollectionOfSomethingElse_StopsWithAMessage()
    {
        using (var client = new global::Qdrant.Client.QdrantClient(_qdrant.Address))
        {
            await client.CreateCollectionAsync("semcache-labels", new global::Qdrant.Client.Grpc.VectorParams { Size = 4, Distance = global::Qdrant.Client.Grpc.Distance.Dot }, cancellationToken: Cancellation);
        }

        var refusal = await Assert.ThrowsAsync<StoreMismatchException>(() => QdrantService.StartAsync(_qdrant.Address));

        Assert.Contains("'semcache-labels'", refusal.Message, StringComparison.Ordinal);
    }
}
