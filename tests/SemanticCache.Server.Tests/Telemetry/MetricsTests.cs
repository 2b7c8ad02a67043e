using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Telemetry;

[Collection(nameof(MetricsCollection))]
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

    [Theory]
    [InlineData("semantic_cache_request_duration_seconds_bucket", "0.005")]
    [InlineData("semantic_cache_stage_duration_seconds_bucket", "0.005")]
    [InlineData("semantic_cache_match_similarity_bucket", "0.95")]
    [InlineData("gen_ai_client_operation_duration_seconds_bucket", "0.5")]
    [InlineData("gen_ai_client_token_usage_bucket", "256")]
    public async Task Metrics_OfHistograms_CountBetweenBoundsThatTellSomething(string name, string bound)
    {
        await Calls.StoreAsync(Space, "cancel order", "Open My orders, choose the order and press Cancel.");
        await Calls.LookupAsync(Space, "cancel my order");
        await Calls.CompleteAsync(Space, "how do I change my address?");

        await Eventually.HoldsAsync(async () => (await ScrapeAsync()).Split('\n').Any(
            line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains($"le=\"{bound}\"", StringComparison.Ordinal)));
    }

    private static bool ContainsAll(string text, params string[] names) => names.All(name => text.Contains(name, StringComparison.Ordinal));

    private Task<string> ScrapeAsync() => Service.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken).Soon();
}
