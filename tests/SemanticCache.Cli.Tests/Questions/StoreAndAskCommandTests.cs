namespace SemanticCache.Cli.Tests.Questions;

public sealed class StoreAndAskCommandTests
{
    private readonly ServiceFixture _service;

    public StoreAndAskCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Store_WithTimeToLive_TellsEntryAndExpiry()
    {
        var before = DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        var result = await _service.RunJsonAsync("store", "Where is the invoice?", "Under Billing.", "-n", "store", "--ttl", "2h", "--tag", "billing", "--tag", "help");

        Assert.Equal(["entry_id", "expire_time", "semantic"], result.Keys);
        Assert.True(Guid.TryParse(result.Json.GetProperty("entry_id").GetString(), out _));
        Assert.InRange(result.Json.GetProperty("expire_time").GetDateTimeOffset() - before, TimeSpan.FromHours(2), TimeSpan.FromHours(2.1));
        Assert.True(result.Json.GetProperty("semantic").GetBoolean());
    }

    [Fact]
    public async Task Ask_StoredQuestion_AnswersFromCache()
    {
        await _service.RunJsonAsync("store", "Where is the invoice?", "Under Billing.", "-n", "ask-json");

        var result = await _service.RunJsonAsync("ask", "Where is the invoice?", "-n", "ask-json");

        Assert.Equal("exact_hit", result.Json.GetProperty("outcome").GetString());
        Assert.Equal("Under Billing.", result.Json.GetProperty("answer").GetString());
        Assert.Equal("outcome", result.Keys[0]);
    }

    [Fact]
    public async Task Ask_UnknownQuestion_PrintsAnswerAloneOnStandardOutput()
    {
        var result = await _service.RunAsync("ask", "What is a heron?", "-n", "ask-text");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("You asked: What is a heron?", result.Output.Trim());
        Assert.StartsWith("[miss, no_candidate; first text ", result.Error, StringComparison.Ordinal);
    }
}
