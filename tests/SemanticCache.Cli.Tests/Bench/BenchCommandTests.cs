using System.Text.Json;
using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Tests.Bench;

public sealed class BenchCommandTests : IDisposable
{
    private readonly ServiceFixture _service;
    private readonly TemporaryFolder _folder = new();

    public BenchCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Bench_WithAndWithoutTheCache_MeasuresBothForEveryModel(string api)
    {
        var prompts = PromptFile("How are parcels insured?", "", "Which countries do you deliver to?");
        var plot = Path.Combine(_folder.Path, "times.svg");

        var result = await CommandLine.RunAsync(
            "bench", _service.HttpAddress, "--api", api, "--prompts", prompts, "--requests", "20", "--concurrency", "1", "--no-cache",
            "--model", "one", "--model", "two", "-n", "bench-" + api, "--plot", plot, "--output", "json");

        Assert.True(result.ExitCode == 0, result.Error);
        var passes = result.Json.GetProperty("passes").EnumerateArray().ToList();
        Assert.Equal(["one False", "two False", "one True", "two True"], passes.Select(pass => $"{pass.GetProperty("model").GetString()} {pass.GetProperty("cache").GetBoolean()}"));
        Assert.All(passes, IsMeasured);
        Assert.All(passes.Take(2), pass => Assert.Equal(0, Spared(pass, "HIT", "SEMANTIC_HIT")));
        // A repetition that comes before the answer is stored joins it.
        Assert.All(passes.Skip(2), pass => Assert.InRange(Spared(pass, "HIT", "SEMANTIC_HIT", "JOINED"), 1, 18));
        Assert.Contains("<polyline", await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_WithoutAFile_AsksSupportQuestionsAndDrawsATable()
    {
        var result = await CommandLine.RunAsync("bench", _service.HttpAddress + "v1/", "--requests", "3", "-n", "bench-table");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("first token", result.Output, StringComparison.Ordinal);
        Assert.Contains("MISS", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:1", 3)]
    [InlineData(null, 1)]
    public async Task Bench_NothingButFailures_EndsWithTheirReason(string? address, int exitCode)
    {
        var result = await CommandLine.RunAsync("bench", address ?? _service.HttpAddress + "nothing", "--requests", "2");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("2 requests failed; the first: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prompts", "none.txt")]
    [InlineData("--concurrency", "0")]
    [InlineData("--api", "other")]
    public async Task Bench_WrongOption_IsAUsageMistake(string option, string value) =>
        Assert.Equal(2, (await CommandLine.RunAsync("bench", _service.HttpAddress, option, value)).ExitCode);

    private static void IsMeasured(JsonElement pass)
    {
        Assert.Equal(0, pass.GetProperty("failed").GetInt32());
        var first = pass.GetProperty("first_token_ms");
        Assert.Equal(20, first.GetProperty("count").GetInt32());
        Assert.InRange(first.GetProperty("p50").GetDouble(), 0.001, pass.GetProperty("total_ms").GetProperty("p50").GetDouble());
    }

    private static int Spared(JsonElement pass, params string[] names) =>
        pass.GetProperty("cache_status").EnumerateObject().Where(status => names.Contains(status.Name)).Sum(status => status.Value.GetInt32());

    private string PromptFile(params string[] lines)
    {
        var file = Path.Combine(_folder.Path, "prompts.txt");
        File.WriteAllLines(file, lines);
        return file;
    }
}
