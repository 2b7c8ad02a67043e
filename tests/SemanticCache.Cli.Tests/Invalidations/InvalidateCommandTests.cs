using System.Text.Json;

namespace SemanticCache.Cli.Tests.Invalidations;

public sealed class InvalidateCommandTests
{
    private const string Question = "How do I cancel an order I placed today?";
    private const string Near = "How do I cancel an order I made today?";

    private readonly ServiceFixture _service;
    private readonly string _space = "invalidate-" + Guid.NewGuid().ToString("N");

    public InvalidateCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Invalidate_ByTagAndUndone_ReportsWhatWasDone()
    {
        var id = await StoreAsync(Question, "--tag", "orders");
        await StoreAsync("What does delivery cost?");

        var dry = await _service.RunJsonAsync("invalidate", "-n", _space, "--tag", "orders", "--dry-run");
        Assert.Equal(
            $$"""{"invalidation_id":null,"matched":1,"deleted":0,"sample":[{"id":"{{id}}","question":"{{Question}}"}]}""", dry.Output.Trim());
        var done = await _service.RunJsonAsync("invalidate", "-n", _space, "--tag", "orders", "--yes");

        Assert.Equal(["invalidation_id", "matched", "deleted"], done.Keys);
        Assert.Equal((1, 1), (done.Json.GetProperty("matched").GetInt64(), done.Json.GetProperty("deleted").GetInt64()));
        var invalidation = done.Json.GetProperty("invalidation_id").GetString()!;
        Assert.Equal("miss", await OutcomeAsync(Question));

        Assert.Equal("""{"restored":1}""", (await _service.RunJsonAsync("undo", invalidation, "-n", _space)).Output.Trim());
        Assert.Equal("exact_hit", await OutcomeAsync(Question));
        var again = await _service.RunAsync("undo", invalidation, "-n", _space);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("was undone before", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--question", Question)]
    [InlineData("--like", Near, "--within", "0.9")]
    [InlineData("--older-than", "0s", "--tag", "orders")]
    [InlineData("--source", "x", "--source-version", "1")]
    [InlineData("--tenant", "nobody")]
    [InlineData("--scope", "00000000000000000000000000000001")]
    public async Task Invalidate_EachCondition_ReachesTheService(params string[] conditions)
    {
        await StoreAsync(Question, "--tag", "orders");
        await StoreAsync("What does delivery cost?");
        var expected = conditions[0] is "--source" or "--tenant" or "--scope" ? 0 : 1;

        var result = await _service.RunJsonAsync(["invalidate", "-n", _space, "--dry-run", .. conditions]);

        Assert.Equal(expected, result.Json.GetProperty("matched").GetInt64());
    }

    [Fact]
    public async Task Invalidate_WithoutConfirmationOrCondition_DeletesNothing()
    {
        await StoreAsync(Question);

        var unasked = await _service.RunAsync("invalidate", "-n", _space, "--all");
        var empty = await _service.RunAsync("invalidate", "-n", _space, "--yes");
        var share = await _service.RunAsync("invalidate", "-n", _space, "--like", Question, "--within", "2", "--yes");

        Assert.Equal((2, "This deletes entries. Say --dry-run to see which, or --yes to delete them."), (unasked.ExitCode, unasked.Error.Trim()));
        Assert.Equal((1, "filter: must select something; set all to mean the whole namespace"), (empty.ExitCode, empty.Error.Trim()));
        Assert.Equal(2, share.ExitCode);
        Assert.Equal("exact_hit", await OutcomeAsync(Question));
    }

    [Fact]
    public async Task ListCommands_AfterAnInvalidation_ShowIt()
    {
        await StoreAsync(Question);
        await _service.RunJsonAsync("invalidate", "-n", _space, "--all", "--yes");

        var listed = Assert.Single((await _service.RunJsonAsync("invalidations", "list", "-n", _space)).Json.GetProperty("items").EnumerateArray());
        var noted = Assert.Single((await _service.RunJsonAsync("audit", "list", "-n", _space, "--since", "1h")).Json.GetProperty("items").EnumerateArray());
        var table = await _service.RunAsync("invalidations", "list", "-n", _space);
        var auditTable = await _service.RunAsync("audit", "list", "-n", _space);

        Assert.Equal(["id", "create_time", "caller", "filter", "state", "matched", "deleted", "restored", "expire_time"], Keys(listed));
        Assert.Equal(("all", "done"), (listed.GetProperty("filter").GetString(), listed.GetProperty("state").GetString()));
        Assert.Equal(["id", "time", "caller", "action", "namespace", "target", "before", "after"], Keys(noted));
        Assert.Equal(("invalidate", "all"), (noted.GetProperty("action").GetString(), noted.GetProperty("target").GetString()));
        Assert.Equal(JsonValueKind.Null, noted.GetProperty("before").ValueKind);
        Assert.Contains("1 matched, 1 deleted, 0 brought back", table.Output, StringComparison.Ordinal);
        Assert.Contains("invalidate", auditTable.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_ListedShownAndDeleted_CanBeUndone()
    {
        var id = await StoreAsync(Question, "--tag", "orders");

        var listed = Assert.Single((await _service.RunJsonAsync("entries", "list", "-n", _space, "--tag", "orders")).Json.GetProperty("items").EnumerateArray());
        var shown = await _service.RunJsonAsync("entries", "get", id);
        var table = await _service.RunAsync("entries", "get", id);
        var deleted = await _service.RunJsonAsync("entries", "delete", id);

        Assert.Equal(Keys(listed), shown.Keys);
        Assert.Equal((id, Question, "Yes."), (Text(shown, "id"), Text(shown, "question"), Text(shown, "answer")));
        Assert.Contains("orders", table.Output, StringComparison.Ordinal);
        Assert.Equal(["id", "deleted", "invalidation_id"], deleted.Keys);
        Assert.Empty((await _service.RunJsonAsync("entries", "list", "-n", _space)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(1, (await _service.RunAsync("entries", "get", id)).ExitCode);
        await _service.RunJsonAsync("undo", Text(deleted, "invalidation_id"), "-n", _space);
        Assert.Equal("exact_hit", await OutcomeAsync(Question));
    }

    [Fact]
    public async Task Entries_PinnedAndUnpinned_SayWhetherTheyAre()
    {
        var id = await StoreAsync(Question);

        var pinned = await _service.RunJsonAsync("entries", "pin", id);
        var listed = Assert.Single((await _service.RunJsonAsync("entries", "list", "-n", _space)).Json.GetProperty("items").EnumerateArray());
        var (list, entry) = (await _service.RunAsync("entries", "list", "-n", _space), await _service.RunAsync("entries", "get", id));
        var unpinned = await _service.RunJsonAsync("entries", "unpin", id);
        var unknown = await _service.RunAsync("entries", "pin", "7c696d2d-7953-8111-9c1d-f9de40466430");

        Assert.True(pinned.Json.GetProperty("pinned").GetBoolean() && listed.GetProperty("pinned").GetBoolean());
        Assert.Contains("(pinned) " + Question, list.Output, StringComparison.Ordinal);
        Assert.Contains("it is unpinned", entry.Output, StringComparison.Ordinal);
        Assert.Equal((false, true), (unpinned.Json.GetProperty("pinned").GetBoolean(), unpinned.Json.GetProperty("expire_time").GetDateTimeOffset().Year < 9999));
        Assert.Equal(1, unknown.ExitCode);
    }

    private async Task<string> StoreAsync(string question, params string[] options) =>
        Text(await _service.RunJsonAsync(["store", question, "Yes.", "-n", _space, .. options]), "entry_id");

    private async Task<string> OutcomeAsync(string question) => Text(await _service.RunJsonAsync("lookup", question, "-n", _space), "outcome");

    private static string Text(CliResult result, string key) => result.Json.GetProperty(key).GetString()!;

    private static string[] Keys(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];
}
