using Grpc.Core;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Faults;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.TestUtils;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>How Qdrant is asked: with a key, again, not for ever, and measured.</summary>
public sealed class CallTests
{
    private const string Key = "secret-key";

    private readonly ManualClock _time = new(SampleEntries.Now);

    [Fact]
    public async Task Open_WithTheKey_IsLetIn()
    {
        await using var open = await CreateAsync(options => options.ApiKey = Key, apiKey: Key);

        await open.Store.OpenAsync(Cancellation);

        Assert.Empty(await open.Store.ListAsync(Cancellation));
    }

    [Theory]
    [InlineData("wrong", "Invalid API key")]
    [InlineData("", "Must provide an API key")]
    public async Task Open_WithAWrongKeyOrNone_SaysSo(string key, string detail)
    {
        await using var open = await CreateAsync(options => options.ApiKey = key, apiKey: Key);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => open.Store.OpenAsync(Cancellation));

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        Assert.Contains(detail, refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Always_CarriesScopeAndExpiry()
    {
        await using var open = await StartAsync();
        var entry = (await open.UpsertAsync(1))[0];

        Assert.Single(await open.Store.SearchAsync(QueryFor(entry), Cancellation));

        var must = Assert.Single(open.Server.Calls.Requests<QueryPoints>()).Filter.Must;
        Assert.Equal(SampleEntries.Scope.ToString(), must.Single(condition => condition.Field?.Key == "scope").Field.Match.Keyword);
        var expiry = must.Single(condition => condition.Filter is not null).Filter.Should[0].Field;
        Assert.Equal(("expires_at_us", (double)SampleEntries.Now.ToUnixTimeMilliseconds() * 1000), (expiry.Key, expiry.Range.Gt));
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unavailable)]
    public async Task Upsert_QdrantBusyForAMoment_IsMadeAgain(StatusCode code)
    {
        await using var open = await StartAsync(options => options.Retries = 2);
        open.Server.Faults.Fail("Points/Upsert", code, times: 2);

        await open.UpsertAsync(1);

        Assert.Equal((3, 1), (open.Server.Calls.Count("Points/Upsert"), await open.CountAsync()));
    }

    [Fact]
    public async Task Upsert_Refused_IsNotMadeAgain()
    {
        await using var open = await StartAsync(options => options.Retries = 2);
        open.Server.Faults.Fail("Points/Upsert", StatusCode.InvalidArgument);

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => open.UpsertAsync(1))).StatusCode);

        Assert.Equal(1, open.Server.Calls.Count("Points/Upsert"));
    }

    [Fact]
    public async Task Get_QdrantKeepsFailing_LeavesItAloneForAWhile()
    {
        await using var open = await StartAsync(time: _time);
        using var isOpen = new MetricCollector<int>(open.Meters, QdrantStore.MeterName, QdrantMetrics.BreakerOpen);
        open.Server.Faults.Fail(FaultPlan.AnyMethod, StatusCode.Unavailable, times: FaultPlan.Always);
        var count = 0;

        // At least as many as the calls that went well when the store was opened.
        while (await FailureOfAsync(open) is RpcException && count < 200)
        {
            count++;
        }

        var asked = open.Server.Calls.All.Count;
        Assert.IsAssignableFrom<BrokenCircuitException>(await FailureOfAsync(open));
        Assert.Equal(asked, open.Server.Calls.All.Count);
        Assert.Equal(1, Read(isOpen));

        open.Server.Faults.Clear();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await FailureOfAsync(open));
        Assert.Equal(0, Read(isOpen));
    }

    [Fact]
    public async Task Get_QdrantSlowerThanTheLimit_FailsAndCounts()
    {
        await using var open = await StartAsync(time: _time);
        using var calls = new MetricCollector<double>(open.Meters, QdrantStore.MeterName, QdrantMetrics.CallDuration);
        var hold = open.Server.Faults.Hold("Points/Get");
        var getting = FailureOfAsync(open);
        await hold.Reached.WaitAsync(Cancellation);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<TimeoutRejectedException>(await getting);
        var measured = Assert.Single(calls.GetMeasurementSnapshot());
        Assert.Equal(("get", "DeadlineExceeded", 60.0), (measured.Tags["operation"], measured.Tags["status"], measured.Value));
    }

    [Fact]
    public async Task Get_CallerLeaves_IsCancelledAndNoFailureOfQdrant()
    {
        await using var open = await StartAsync();
        using var calls = new MetricCollector<double>(open.Meters, QdrantStore.MeterName, QdrantMetrics.CallDuration);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hold = open.Server.Faults.Hold("Points/Get");
        var getting = open.Store.GetAsync(SampleEntries.Id(1), leaving.Token).AsTask();
        await hold.Reached.WaitAsync(Cancellation);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
        Assert.Equal("Cancelled", Assert.Single(calls.GetMeasurementSnapshot()).Tags["status"]);
    }

    [Fact]
    public async Task Calls_OfEveryKind_AreMeasuredByOperationAndStatus()
    {
        await using var open = await StartAsync();
        using var calls = new MetricCollector<double>(open.Meters, QdrantStore.MeterName, QdrantMetrics.CallDuration);
        await open.UpsertAsync(1);
        open.Server.Faults.Fail("Points/Count", StatusCode.ResourceExhausted);
        await Assert.ThrowsAsync<RpcException>(open.CountAsync);

        var measured = calls.GetMeasurementSnapshot().Select(call => ((string)call.Tags["operation"]!, (string)call.Tags["status"]!)).ToHashSet();

        Assert.Superset(new HashSet<(string, string)> { ("create_collection", "ok"), ("create_index", "ok"), ("get", "ok"), ("upsert", "ok"), ("count", "ResourceExhausted") }, measured);
    }

    private static int Read(MetricCollector<int> gauge)
    {
        gauge.RecordObservableInstruments();
        return gauge.LastMeasurement!.Value;
    }

    private static async Task<Exception?> FailureOfAsync(OpenStore open) =>
        await Record.ExceptionAsync(() => open.Store.GetAsync(SampleEntries.Id(1), Cancellation).AsTask());
}
