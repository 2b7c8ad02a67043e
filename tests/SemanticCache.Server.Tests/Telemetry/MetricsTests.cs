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
        var text = "";
        await Eventually.HoldsAsync(async () => ContainsAll(text = await ScrapeAsync(), "semantic_cache_decisions", "semantic_cache_request_duration_seconds_bucket", "semantic_cache_match_similarity"));
        Assert.DoesNotContain("cancel order", text, StringComparison.Ordinal);
    }

    private static bool ContainsAll(string text, params string[] names) => names.All(name => text.Contains(name, StringComparison.Ordinal));

    private Task<string> ScrapeAsync() => Service.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken).Soon();
}
