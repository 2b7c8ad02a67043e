using System.Text.Json;

namespace SemanticCache.Cli.Tests.Merges;

/// <summary>Against a service of their own that looks for duplicates every second.</summary>
public sealed class MergesCommandTests : IAsyncLifetime
{
    private const string Space = "merges";
    private const string First = "How do I cancel an order I placed today?";
    private const string Second = "How can I cancel an order that I placed today?";
    private const string Answer = "Open My orders, choose the order and press Cancel. It works until the parcel is packed.";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ServiceFixture _service = new(new() { ["Merging:Interval"] = "00:00:01" });

    [Fact]
    public async Task ListAndUndo_DuplicatesWereMerged_ShowsTheMergeAndUndoesIt()
    {
        var kept = await _service.RunJsonAsync("store", First, Answer, "-n", Space);
        var removed = await _service.RunJsonAsync("store", Second, "Hello! " + Answer, "-n", Space);

        var merge = await MergedAsync();
        var table = await _service.RunAsync("merges", "list", Space);

        string[] keys = ["id", "merge_time", "kept_entry_id", "kept_question", "removed_entry_id", "removed_question", "reason"];
        Assert.Equal(keys, merge.EnumerateObject().Select(property => property.Name));
        Assert.Equal((IdOf(kept), First), (Text(merge, "kept_entry_id"), Text(merge, "kept_question")));
        Assert.Equal((IdOf(removed), Second), (Text(merge, "removed_entry_id"), Text(merge, "removed_question")));
        Assert.Contains(Second, table.Output, StringComparison.Ordinal);
        Assert.Contains(Text(merge, "id"), table.Output, StringComparison.Ordinal);

        var undone = await _service.RunJsonAsync("merges", "undo", Space, Text(merge, "id"));

        Assert.Equal($$"""{"id":"{{Text(merge, "id")}}","undone":true}""", undone.Output.Trim());
        Assert.Empty((await _service.RunJsonAsync("merges", "list", Space)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await _service.RunJsonAsync("namespaces", "get", Space)).Json.GetProperty("entries").GetInt64());
        var again = await _service.RunAsync("merges", "undo", Space, Text(merge, "id"));
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("There is no merge", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_NothingMergedOrWrongNames_SaySo()
    {
        await _service.RunJsonAsync("namespaces", "create", Space);

        var empty = await _service.RunAsync("merges", "list", Space);
        var unknown = await _service.RunAsync("merges", "list", "nowhere");
        var wrong = await _service.RunAsync("merges", "undo", Space, "7");

        Assert.Equal("Nothing was merged that can be undone.", empty.Output.Trim());
        Assert.Equal((1, "There is no namespace 'nowhere'."), (unknown.ExitCode, unknown.Error.Trim()));
        Assert.Equal((1, "merge_id: must be a merge's identifier, a UUID"), (wrong.ExitCode, wrong.Error.Trim()));
    }

    public ValueTask InitializeAsync() => _service.InitializeAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<JsonElement> MergedAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Longest)
        {
            var listed = await _service.RunJsonAsync("merges", "list", Space);
            if (listed.Json.GetProperty("items").EnumerateArray().ToArray() is [var merge])
            {
                return merge;
            }
        }

        throw new TimeoutException("Nothing was merged in time.");
    }

    private static string IdOf(CliResult stored) => Text(stored.Json, "entry_id");

    private static string Text(JsonElement json, string key) => json.GetProperty(key).GetString()!;
}
