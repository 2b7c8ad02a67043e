using System.Text.Json.Nodes;
using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Tests.Transfer;

/// <summary>Entries on their way from one service to another.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private const string Space = "moving";
    private const string Question = "How do I cancel an order?";
    private const string Reworded = "How can I cancel my order?";

    private readonly ServiceFixture _from = new([]);
    private readonly ServiceFixture _to = new([]);
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "moving.jsonl");

    public async ValueTask InitializeAsync()
    {
        await _from.InitializeAsync();
        await _to.InitializeAsync();
        await _from.RunJsonAsync("store", Question, "Open My orders and press Cancel.", "-n", Space);
        await _from.RunJsonAsync("store", "What does shipping cost?", "Shipping is free from 50 euros on.", "-n", Space);
    }

    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task ExportAndImport_AnotherService_ServesTheSameHits()
    {
        var exported = (await _from.RunJsonAsync("export", File, "-n", Space)).Json;
        var imported = (await _to.RunJsonAsync("import", File, "-n", Space)).Json;

        Assert.Equal(2, exported.GetProperty("exported").GetInt64());
        Assert.Equal((2, 0, 0), (imported.GetProperty("imported").GetInt64(), imported.GetProperty("embedded").GetInt64(), imported.GetProperty("rejected").GetArrayLength()));
        Assert.Equal("exact_hit", await OutcomeAsync(Question));
        Assert.Equal("semantic_hit", await OutcomeAsync(Reworded));
    }

    [Fact]
    public async Task Import_VectorsOfAnotherModel_AreMadeAnew()
    {
        await _from.RunJsonAsync("export", File, "-n", Space);
        await ChangeAsync(entry =>
        {
            entry["embeddingModel"] = "another-model";
            entry["vector"] = Convert.ToBase64String(new byte[16]);
        });

        var imported = (await _to.RunJsonAsync("import", File, "-n", Space)).Json;

        Assert.Equal((2, 2), (imported.GetProperty("imported").GetInt64(), imported.GetProperty("embedded").GetInt64()));
        Assert.Equal("semantic_hit", await OutcomeAsync(Reworded));
    }

    [Fact]
    public async Task Import_LinesThatAreNoEntries_NamesThemAndImportsTheRest()
    {
        await _from.RunJsonAsync("export", File, "-n", Space);
        await System.IO.File.AppendAllTextAsync(File, "{\n\n{\"entry\":{\"id\":\"7\"}}\n", TestContext.Current.CancellationToken);

        var result = await _to.RunAsync("import", File, "-n", Space);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Imported 2 entries", result.Output, StringComparison.Ordinal);
        Assert.Contains("line 4: is no exported entry", result.Output, StringComparison.Ordinal);
        Assert.Contains("line 6: entry with answer, create_time and expire_time must be given", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entry.namespace", "other", "the entry is of the namespace 'other'")]
    [InlineData("scope", "zz", "scope must be 32 hexadecimal digits")]
    [InlineData("entry.id", "00000000-0000-0000-0000-000000000000", "is no identifier of an entry")]
    [InlineData("entry.expireTime", "2020-01-01T00:00:00Z", "the entry has expired")]
    [InlineData("entry.question", "", "must not be empty")]
    [InlineData("vector", "AAAA", "vector must be 384 floats")]
    public async Task Import_EntryThatMustNotBeStored_IsRefusedWithItsReason(string path, string value, string reason)
    {
        await _from.RunJsonAsync("export", File, "-n", Space);
        await ChangeAsync(entry =>
        {
            var names = path.Split('.');
            (names.Length == 1 ? entry : entry[names[0]]!)[names[^1]] = value;
        });

        var result = await _to.RunAsync("import", File, "-n", Space, "--output", "json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(0, result.Json.GetProperty("imported").GetInt64());
        Assert.All(result.Json.GetProperty("rejected").EnumerateArray(), rejected => Assert.Contains(reason, rejected.GetProperty("reason").GetString(), StringComparison.Ordinal));
        Assert.Equal(0, (await _to.RunJsonAsync("namespaces", "get", Space)).Json.GetProperty("entries").GetInt64());
    }

    [Fact]
    public async Task Import_NamespaceOfAnotherAge_IsRefused()
    {
        await _from.RunJsonAsync("export", File, "-n", Space);
        await _to.RunJsonAsync("namespaces", "create", Space);

        var result = await _to.RunAsync("import", File, "-n", Space);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the entries would never be found in it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_FileIsThere_IsRefused()
    {
        await _from.RunJsonAsync("export", File, "-n", Space);

        var again = await _from.RunAsync("export", File, "-n", Space);

        Assert.Equal((2, $"'{File}' is there already; give another name, or delete it."), (again.ExitCode, again.Error.Trim()));
    }

    [Fact]
    public async Task Export_WasCutOff_GoesOnBehindWhatIsGood()
    {
        await _from.RunJsonAsync("export", File, "-n", Space);
        var whole = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        System.IO.File.Delete(File);
        var token = (await _from.Client.Admin.ExportEntriesAsync(new Protocol.V1.ExportEntriesRequest { Namespace = Space, PageSize = 1 }, cancellationToken: TestContext.Current.CancellationToken)).NextPageToken;
        var good = $"{whole[0]}\n{whole[1]}\n";
        await System.IO.File.WriteAllTextAsync(File + ".part", good + "half a li", TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(File + ".part.state", $"{System.Text.Encoding.UTF8.GetByteCount(good)} {token}", TestContext.Current.CancellationToken);

        var rest = await _from.RunAsync("export", File, "-n", Space);

        Assert.Contains("Going on with", rest.Error, StringComparison.Ordinal);
        Assert.Equal(whole, await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken));
        Assert.False(System.IO.File.Exists(File + ".part.state"));
    }

    private async Task<string?> OutcomeAsync(string question) =>
        (await _to.RunJsonAsync("lookup", question, "-n", Space)).Json.GetProperty("outcome").GetString();

    private async Task ChangeAsync(Action<JsonNode> change)
    {
        var lines = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllLinesAsync(
            File,
            lines.Select((line, index) =>
            {
                if (index == 0)
                {
                    return line;
                }

                var entry = JsonNode.Parse(line)!;
                change(entry);
                return entry.ToJsonString();
            }),
            TestContext.Current.CancellationToken);
    }
}
