using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Telemetry;

public sealed class MetricsTests : ServiceTests
{
    public MetricsTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Metrics_AfterRequests_NameTheCachesInstruments()
    {
        await Calls.StoreAsync(Space, "cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.");
        await Calls.LookupAsync(Space, "cancel order");
        await Calls.LookupAsync(Space, "cancel my order");

        // The exporter may answer a scrape from the one before it.
        await Eventually.HoldsAsync(async () => (await ScrapeAsync()).Contains("semantic_cache_decisions", StringComparison.Ordinal));

        var text = await ScrapeAsync();
        Assert.Contains("semantic_cache_request_duration_seconds_bucket", text, StringComparison.Ordinal);
        Assert.Contains("semantic_cache_match_similarity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cancel order", text, StringComparison.Ordinal);
    }

    private Task<string> ScrapeAsync() => Service.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken).Soon();
}
