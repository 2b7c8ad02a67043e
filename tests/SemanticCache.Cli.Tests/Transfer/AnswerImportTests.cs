using SemanticCache.Cli.Serving;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Tests.Transfer;

/// <summary>Questions with answers that people wrote, from files with and without mistakes.</summary>
public sealed class AnswerImportTests : IDisposable
{
    private static int _spaces;

    private readonly ServiceFixture _service;
    private readonly TemporaryFolder _folder = new();
    private readonly string _space = $"faq-{Interlocked.Increment(ref _spaces)}";

    public AnswerImportTests(ServiceFixture service)
    {
        _service = service;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_Csv_IsServedToTheSameMeaning()
    {
        var file = await WriteAsync("faq.csv", "\uFEFFquestion,answer,tags,source,ttl,pinned\n\"How do I cancel an order?\",\"Open \"\"My orders\"\",\nand press Cancel.\",orders; faq,handbook,30d,\nWhat does shipping cost?,Nothing from 50 euros on.,,,,yes\n");

        var imported = (await _service.RunJsonAsync("import", file, "-n", _space, "--tag", "warm")).Json;

        Assert.Equal((2, 2, 0), (imported.GetProperty("imported").GetInt64(), imported.GetProperty("embedded").GetInt64(), imported.GetProperty("rejected").GetArrayLength()));
        var hit = (await _service.RunJsonAsync("lookup", "How can I cancel my order?", "-n", _space)).Json;
        Assert.Equal(("semantic_hit", "Open \"My orders\",\nand press Cancel."), (hit.GetProperty("outcome").GetString(), hit.GetProperty("answer").GetString()));
        var entries = await EntriesAsync();
        Assert.Equal(["faq", "orders", "warm"], entries["How do I cancel an order?"].Tags.Order(StringComparer.Ordinal));
        Assert.Equal("handbook", entries["How do I cancel an order?"].Sources.Single().Id);
        Assert.Equal(TimeSpan.FromDays(30), (entries["How do I cancel an order?"].ExpireTime - entries["How do I cancel an order?"].CreateTime).ToTimeSpan());
        Assert.Equal([false, true], [entries["How do I cancel an order?"].Pinned, entries["What does shipping cost?"].Pinned]);
    }

    [Fact]
    public async Task Import_AnswersWithoutModel_SaysWhomTheyServeUnlessThePolicyIgnoresModels()
    {
        var file = await WriteAsync("faq.csv", "question,answer\nHow long does it take?,Two weeks.\n");

        var apart = await _service.RunAsync("import", file, "-n", _space);
        await _service.RunAsync("policies", "set", _space, "ignore=model");
        var together = await _service.RunAsync("import", file, "-n", _space);

        Assert.Contains($"semcache policies set {_space} ignore=model", apart.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ignore=model", together.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_CsvWithMistakes_ImportsTheRestAndNamesTheLines()
    {
        var file = await WriteAsync("faq.csv", "Question;Answer;TTL;Pinned;Category\nHow long?;\"Two\nweeks.\";;;a\nHow far?;;;;b\n\nHow much?;5;soon;;c\nHow many?;7;;perhaps;d\nHow old?;8;;;e;f\nHow do I reach you?;Write to joe.bloggs@example.com.;;;g\nHow deep?;9;1d;no;h\n");
        var skipped = Path.Combine(_folder.Path, "rejected.csv");

        var result = await _service.RunAsync("import", file, "-n", _space, "--skip-rejected", skipped, "--output", "json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, result.Json.GetProperty("imported").GetInt64());
        (int Line, string Reason)[] expected =
        [
            (4, "answer: must not be empty"), (6, "ttl: 'soon' is not a time"), (7, "pinned: 'perhaps' is neither"), (8, "has 6 fields, and the header 5"), (9, "holds personal data"),
        ];
        var rejected = result.Json.GetProperty("rejected").EnumerateArray().Select(each => (each.GetProperty("line").GetInt32(), each.GetProperty("reason").GetString()!)).ToList();
        Assert.Equal(expected.Select(each => each.Line), rejected.Select(each => each.Item1));
        Assert.All(expected.Zip(rejected), pair => Assert.Contains(pair.First.Reason, pair.Second.Item2, StringComparison.Ordinal));
        Assert.Contains("Not read: category.", result.Error, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(skipped, Token);
        Assert.Equal(("Question;Answer;TTL;Pinned;Category", "How far?;;;;b", 6), (lines[0], lines[1], lines.Length));
        Assert.Equal(["How deep?", "How long?"], (await EntriesAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_QuoteThatIsNotClosed_IsNamedWithItsLine()
    {
        var file = await WriteAsync("faq.csv", "question,answer\nHow long?,Two weeks.\nHow far?,\"Very far.\nHow much?,5\n");

        var result = await _service.RunAsync("import", file, "-n", _space);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("line 3: a quote is opened and not closed", result.Output, StringComparison.Ordinal);
        Assert.Equal(["How long?"], (await EntriesAsync()).Keys);
    }

    [Fact]
    public async Task Import_JsonlWithMistakes_ImportsTheRestAndNamesTheLines()
    {
        string[] lines =
        [
            """{"question": "How long?", "answer": "Two weeks.", "tags": ["a"], "source": "handbook", "ttl": "30d", "pinned": false, "id": 7}""",
            "{",
            "",
            """{"question": "How far?"}""",
            """{"question": "How much?", "answer": 5}""",
            "[]",
            """{"question": "How many?", "answer": "7", "tags": "a"}""",
            """{"question": "How deep?", "answer": "9", "pinned": true, "locale": null}""",
        ];
        var file = await WriteAsync("faq.jsonl", string.Join('\n', lines));

        var result = await _service.RunAsync("import", file, "-n", _space, "--output", "json");

        Assert.Equal((1, 2), (result.ExitCode, result.Json.GetProperty("imported").GetInt32()));
        var rejected = result.Json.GetProperty("rejected").EnumerateArray().Select(each => each.GetProperty("line").GetInt32());
        Assert.Equal([2, 4, 5, 6, 7], rejected);
        Assert.Contains("Not read: id.", result.Error, StringComparison.Ordinal);
        Assert.True((await EntriesAsync())["How deep?"].Pinned);
    }

    [Theory]
    [InlineData("question,reply\nHow long?,Two weeks.\n", "has no column 'answer'; its columns are: question, reply")]
    [InlineData("How long?,Two weeks.\n", "has no column 'question' and no column 'answer'")]
    [InlineData("question,answer,answer\na,b,c\n", "the column 'answer' stands twice")]
    [InlineData("", "is empty")]
    public async Task Import_HeaderIsWrong_SendsNothing(string text, string mistake)
    {
        var file = await WriteAsync("faq.csv", text);

        var result = await CommandLine.RunAsync("import", file, "-n", _space, "--address", "http://localhost:1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(mistake, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NotUtf8_SendsNothing()
    {
        var file = Path.Combine(_folder.Path, "faq.csv");
        await File.WriteAllBytesAsync(file, [.. "question,answer\nWhy?,Because of the K"u8, 0xF6, .. "nig.\n"u8], Token);

        var result = await _service.RunAsync("import", file, "-n", _space);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not UTF-8", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_TwiceAndFromALine_EndsWithTheSameEntries()
    {
        var rows = Enumerable.Range(1, 450).Select(number => $"What is number {number} of the list?,It is item {number}.");
        var file = await WriteAsync("faq.csv", "question,answer\n" + string.Join('\n', rows));

        var whole = (await _service.RunJsonAsync("import", file, "-n", _space)).Json;
        var first = await EntriesAsync();
        var rest = (await _service.RunJsonAsync("import", file, "-n", _space, "--from-line", "402")).Json;

        Assert.Equal((450, 50), (whole.GetProperty("imported").GetInt32(), rest.GetProperty("imported").GetInt32()));
        Assert.Equal(first.Values.Select(entry => entry.Id).Order(StringComparer.Ordinal), (await EntriesAsync()).Values.Select(entry => entry.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_ServiceIsAway_SaysWhereToGoOn()
    {
        var file = await WriteAsync("faq.csv", "question,answer\nHow long?,Two weeks.\nHow far?,Very far.\n");

        var result = await CommandLine.RunAsync("import", file, "-n", _space, "--from-line", "3", "--address", "http://localhost:1");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("go on with --from-line 3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ExportWithTags_IsRefused()
    {
        await _service.RunJsonAsync("store", "How long?", "Two weeks.", "-n", _space);
        var file = Path.Combine(_folder.Path, "export.jsonl");
        await _service.RunJsonAsync("export", file, "-n", _space);

        var result = await _service.RunAsync("import", file, "-n", _space, "--tag", "faq");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--tag, --pinned and --skip-rejected are for JSONL and CSV", result.Error, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(file, text, Token);
        return file;
    }

    private async Task<Dictionary<string, Entry>> EntriesAsync()
    {
        var page = await _service.Client.Admin.ListEntriesAsync(new ListEntriesRequest { Namespace = _space, PageSize = 1000 }, cancellationToken: Token);
        return page.Entries.ToDictionary(entry => entry.Question, StringComparer.Ordinal);
    }
}
