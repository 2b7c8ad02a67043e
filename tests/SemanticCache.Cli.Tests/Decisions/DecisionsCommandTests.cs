using System.Text.Json;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests.Decisions;

public sealed class DecisionsCommandTests : IAsyncLifetime
{
    private const string Stored = "How do I raise my card limit?";
    private const string SameMeaning = "How can I raise the limit of my card?";
    private const string LookAlike = "How do I lower my card limit?";
    private const string Other = "What is the weather on the moon?";

    private static readonly string[] Keys =
    [
        "id", "time", "tenant", "outcome", "withheld", "reason", "question", "entry_id", "entry_question", "similarity", "confidence", "guard",
        "similarity_threshold", "minimum_confidence", "saving", "duration_ms", "verdict",
    ];

    private readonly string _space = $"decided-{Guid.NewGuid():N}"[..20];
    private readonly ServiceFixture _service;

    public DecisionsCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    public async ValueTask InitializeAsync()
    {
        await _service.RunJsonAsync("namespaces", "create", _space, "record_queries=true", "minimum_confidence=0.8", "bypass_rules=none");
        await _service.RunJsonAsync("lookup", Other, "-n", _space);
        await _service.RunJsonAsync("store", Stored, "In the app, under Cards.", "-n", _space);
        await _service.RunJsonAsync("lookup", SameMeaning, "-n", _space);
        await _service.RunJsonAsync("lookup", LookAlike, "-n", _space);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task List_NoOptions_ShowsAllNewestFirst()
    {
        var items = await ListAsync();
        var table = await _service.RunAsync("decisions", "list", "-n", _space);

        Assert.Equal([LookAlike, SameMeaning, Other], items.Select(Question));
        Assert.Equal(Keys, items[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(("semantic_hit", Stored, 0.8), (items[1].GetProperty("outcome").GetString(), items[1].GetProperty("entry_question").GetString(), items[1].GetProperty("minimum_confidence").GetDouble()));
        Assert.All([LookAlike, Stored, IdOf(items[0]), "miss (below_confidence)", "needed 0.80"], expected => Assert.Contains(expected, table.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_Filters_LeaveOthersOut()
    {
        Assert.Equal([SameMeaning], (await ListAsync("--outcome", "semantic_hit")).Select(Question));
        Assert.Equal([LookAlike], (await ListAsync("--near-misses", "--least-similarity", "0.5")).Select(Question));
        Assert.Equal([LookAlike, SameMeaning], (await ListAsync("--unjudged")).Select(Question));
        Assert.Equal([LookAlike], (await ListAsync("--unjudged", "--limit", "1")).Select(Question));
        Assert.Equal([LookAlike, SameMeaning], (await ListAsync("--least-similarity", "0.5")).Select(Question));
        Assert.Equal(3, (await ListAsync("--since", "1h")).Length);
        Assert.Empty(await ListAsync("--outcome", "stale_hit"));
    }

    [Fact]
    public async Task Judge_NearMiss_IsNoLongerUnjudged()
    {
        var near = Assert.Single(await ListAsync("--near-misses", "--unjudged"));

        var judged = await _service.RunJsonAsync("decisions", "judge", IdOf(near), "bad", "-n", _space);

        Assert.Equal($$"""{"id":"{{IdOf(near)}}","verdict":"bad"}""", judged.Output.Trim());
        Assert.Empty(await ListAsync("--near-misses", "--unjudged"));
        Assert.Equal([SameMeaning], (await ListAsync("--unjudged")).Select(Question));
        Assert.Equal("bad", Assert.Single(await ListAsync("--near-misses")).GetProperty("verdict").GetString());
        Assert.Contains("There are no such decisions.", (await _service.RunAsync("decisions", "list", "-n", _space, "--near-misses", "--unjudged")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_ForPeople_SaysWhatWasNoted()
    {
        var hit = Assert.Single(await ListAsync("--outcome", "semantic_hit"));

        var judged = await _service.RunAsync("decisions", "judge", IdOf(hit), "good", "-n", _space);

        Assert.Equal((ExitCodes.Done, $"Noted: {IdOf(hit)} is good."), (judged.ExitCode, judged.Output.Trim()));
    }

    [Fact]
    public async Task Commands_UnknownDecisionOrNamespace_AreRefused()
    {
        var unknown = await _service.RunAsync("decisions", "judge", "0197c5a2-9", "good", "-n", _space);
        var nowhere = await _service.RunAsync("decisions", "list", "-n", "nowhere-at-all");

        Assert.Equal((ExitCodes.Refused, ExitCodes.Refused), (unknown.ExitCode, nowhere.ExitCode));
        Assert.Equal("There is no decision 0197c5a2-9 on an entry in the namespace's log.", unknown.Error.Trim());
        Assert.Contains("There is no namespace 'nowhere-at-all'.", nowhere.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement[]> ListAsync(params string[] options) =>
        [.. (await _service.RunJsonAsync(["decisions", "list", "-n", _space, .. options])).Json.GetProperty("items").EnumerateArray()];

    private static string? Question(JsonElement decision) => decision.GetProperty("question").GetString();

    private static string IdOf(JsonElement decision) => decision.GetProperty("id").GetString()!;
}
