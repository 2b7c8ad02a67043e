namespace SemanticCache.Cli.Tests.Questions;

public sealed class LookupCommandTests
{
    private const string Question = "How do I raise the daily spending limit on my debit card?";
    private const string Reworded = "How do I increase the daily spending limit on my debit card?";
    private const string Answer = "You can raise the daily spending limit of your debit card yourself: open Cards > Limits – €5,000 at most.";

    private readonly ServiceFixture _service;

    public LookupCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Lookup_NothingStored_IsMissWithAllKeysAndExitCodeZero()
    {
        var result = await _service.RunJsonAsync("lookup", Question, "-n", "lookup-empty");

        Assert.Equal("miss", result.Json.GetProperty("outcome").GetString());
        Assert.Equal("no_candidate", result.Json.GetProperty("reason").GetString());
        Assert.Equal(["outcome", "reason", "entry_id", "similarity", "confidence", "question", "answer", "age_seconds"], result.Keys);
        Assert.Equal("null", result.Json.GetProperty("answer").GetRawText());
    }

    [Fact]
    public async Task Lookup_SameWords_IsExactHitWithAnswerUnescaped()
    {
        var stored = await _service.RunJsonAsync("store", Question, Answer, "-n", "lookup-exact");

        var result = await _service.RunJsonAsync("lookup", Question, "-n", "lookup-exact");

        Assert.Equal("exact_hit", result.Json.GetProperty("outcome").GetString());
        Assert.Equal(stored.Json.GetProperty("entry_id").GetString(), result.Json.GetProperty("entry_id").GetString());
        Assert.Equal(Answer, result.Json.GetProperty("answer").GetString());
        Assert.Contains("€5,000", result.Output, StringComparison.Ordinal);
        Assert.True(result.Json.GetProperty("age_seconds").GetDouble() >= 0);
    }

    [Fact]
    public async Task Lookup_OtherWordsExplained_IsSemanticHitWithCandidates()
    {
        await _service.RunJsonAsync("store", Question, Answer, "-n", "lookup-semantic");

        var result = await _service.RunJsonAsync("lookup", Reworded, "-n", "lookup-semantic", "--explain");

        Assert.Equal("semantic_hit", result.Json.GetProperty("outcome").GetString());
        Assert.InRange(result.Json.GetProperty("similarity").GetDouble(), 0.5, 1);
        var candidate = Assert.Single(result.Json.GetProperty("candidates").EnumerateArray().ToArray());
        Assert.Equal(Question, candidate.GetProperty("question").GetString());
        Assert.Equal("confidence_reached", candidate.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Lookup_ThresholdOfOne_RefusesOtherWords()
    {
        await _service.RunJsonAsync("store", Question, Answer, "-n", "lookup-threshold");

        var result = await _service.RunJsonAsync("lookup", Reworded, "-n", "lookup-threshold", "--threshold", "1");

        Assert.Equal("miss", result.Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Lookup_GuardRefuses_ShowsReasonAndSpans()
    {
        await _service.RunJsonAsync("namespaces", "create", "lookup-guard", "guards=all");
        await _service.RunJsonAsync("store", "Is an upload of 5 GB allowed?", Answer, "-n", "lookup-guard");

        var result = await _service.RunAsync("lookup", "Is an upload of 10 GB allowed?", "-n", "lookup-guard", "--explain");

        Assert.Contains("guard_refused", result.Output, StringComparison.Ordinal);
        Assert.Contains("number: number_differs (10 GB / 5 GB)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lookup_AsTable_ShowsOutcomeAnswerAndCandidates()
    {
        await _service.RunJsonAsync("store", Question, Answer, "-n", "lookup-table");

        var result = await _service.RunAsync("lookup", Reworded, "-n", "lookup-table", "--explain");

        Assert.Contains("semantic_hit (confidence_reached)", result.Output, StringComparison.Ordinal);
        Assert.Contains(Answer, result.Output, StringComparison.Ordinal);
        Assert.Contains("Candidates (similarity must reach", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }
}
