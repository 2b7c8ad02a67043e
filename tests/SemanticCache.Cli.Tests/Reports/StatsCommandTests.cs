namespace SemanticCache.Cli.Tests.Reports;

public sealed class StatsCommandTests
{
    private readonly ServiceFixture _service;

    public StatsCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Stats_OneMissOneHit_CountsBoth()
    {
        await _service.RunJsonAsync("lookup", "What is a heron?", "-n", "stats");
        await _service.RunJsonAsync("store", "What is a heron?", "A bird.", "-n", "stats");
        await _service.RunJsonAsync("lookup", "What is a heron?", "-n", "stats");

        var result = await _service.RunJsonAsync("stats", "-n", "stats");

        var stats = Assert.Single(result.Json.GetProperty("namespaces").EnumerateArray().ToArray());
        Assert.Equal("stats", stats.GetProperty("namespace").GetString());
        Assert.Equal(2, stats.GetProperty("requests").GetInt64());
        Assert.Equal(1, stats.GetProperty("exact_hits").GetInt64());
        Assert.Equal(1, stats.GetProperty("misses").GetInt64());
        Assert.Equal(0.5, stats.GetProperty("hit_rate").GetDouble());
        Assert.True(stats.GetProperty("hit_p50_ms").GetDouble() > 0);
    }

    [Fact]
    public async Task Stats_AsTable_ShowsHitRate()
    {
        await _service.RunJsonAsync("store", "What is a heron?", "A bird.", "-n", "stats-table");
        await _service.RunJsonAsync("lookup", "What is a heron?", "-n", "stats-table");

        var result = await _service.RunAsync("stats", "-n", "stats-table");

        Assert.Contains("stats-table", result.Output, StringComparison.Ordinal);
        Assert.Contains("100.0%", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_Since_CountsOfThatSpanAndSaysFromWhenOn()
    {
        await _service.RunJsonAsync("lookup", "What is a heron?", "-n", "stats-since");

        var since = (await _service.RunJsonAsync("stats", "-n", "stats-since", "--since", "1h")).Json.GetProperty("namespaces")[0];
        var started = (await _service.RunJsonAsync("stats", "-n", "stats-since")).Json.GetProperty("namespaces")[0];
        var table = await _service.RunAsync("stats", "-n", "stats-since", "--since", "1h");

        Assert.Equal((1, 1), (since.GetProperty("requests").GetInt64(), started.GetProperty("requests").GetInt64()));
        Assert.Equal((System.Text.Json.JsonValueKind.String, System.Text.Json.JsonValueKind.Null), (since.GetProperty("start_time").ValueKind, started.GetProperty("start_time").ValueKind));
        Assert.Contains("Counted since", table.Output, StringComparison.Ordinal);
    }
}
