using System.Text.Json;

namespace SemanticCache.Cli.Tests.Demo;

public sealed class DemoCommandTests
{
    private static readonly string[] Demo = ["demo", "--exit", "--questions", "60", "--latency", "5ms", "--grpc-port", "0", "--http-port", "0"];

    [Fact]
    public async Task Demo_AsJson_HasTheKeysOfTheDesignFirstAndAddsUp()
    {
        var result = await CommandLine.RunAsync([.. Demo, "--output", "json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["requests", "exact_hits", "semantic_hits", "misses", "wrong_hits", "hit_p50_ms", "hit_p99_ms", "miss_p50_ms", "cost_saved"],
            result.Keys.Take(9));
        int Count(string key) => result.Json.GetProperty(key).GetInt32();
        Assert.Equal(60, Count("requests"));
        Assert.Equal(60, Count("exact_hits") + Count("semantic_hits") + Count("misses"));
        Assert.Equal(0, Count("errors"));
        Assert.True(Count("misses") > 0);
        Assert.NotEqual(JsonValueKind.Null, result.Json.GetProperty("miss_p50_ms").ValueKind);
    }

    [Fact]
    public async Task Demo_AsTable_ShowsOutcomesAndNamespaces()
    {
        var result = await CommandLine.RunAsync([.. Demo, "--verbose"]);

        Assert.Equal(0, result.ExitCode);
        foreach (var expected in new[] { "exact hits", "semantic hits", "misses", "wrong hits", "cost saved", "demo-banking" })
        {
            Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        }
    }
}
