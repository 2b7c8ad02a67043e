using System.Text.Json;
using System.Xml.Linq;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Tests.Reports;

public sealed class ReportCommandTests : IAsyncLifetime
{
    private const string Stored = "How do I raise my card limit?";
    private const string LookAlike = "How do I lower my card limit?";
    private const string Hostile = "Where is <script>alert('x')</script> & the \"nearest\" branch?";

    private readonly string _space = $"report-{Guid.NewGuid():N}"[..20];
    private readonly ServiceFixture _service;
    private readonly TemporaryFolder _folder = new();

    public ReportCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    public async ValueTask InitializeAsync()
    {
        await _service.RunJsonAsync("namespaces", "create", _space, "record_queries=true", "minimum_confidence=0.8", "bypass_rules=none");
        await _service.RunJsonAsync("store", Stored, "In the app, under Cards.", "-n", _space);
        foreach (var question in new[] { Stored, LookAlike, Hostile })
        {
            await _service.RunJsonAsync("lookup", question, "-n", _space);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Report_OfOneNamespace_ShowsFiguresThresholdAndMisses()
    {
        var output = (await _service.RunAsync("report", "-n", _space, "--since", "1h")).Output;

        Assert.All(
            [
                _space, "3, 0 left alone, 0 failed", "1: 1 exact, 0 semantic", "33.3%", "one minute each", "▁", "█", "minimum_confidence 0.80: 0 hits of 2 recorded decisions",
                "None yet. To show that 80.0%", "Top misses", "Near misses", LookAlike, $"semcache decisions judge DECISION good|bad -n {_space}",
            ],
            expected => Assert.Contains(expected, output, StringComparison.Ordinal));
        Assert.Contains((await NearMissAsync()).GetProperty("id").GetString()!, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAllNamespaces_IsALineEach()
    {
        var result = await _service.RunAsync("report");

        var line = Assert.Single(result.Output.Split('\n'), line => line.Contains(_space, StringComparison.Ordinal));
        Assert.Contains("33.3%", line, StringComparison.Ordinal);
        Assert.DoesNotContain(LookAlike, result.Output, StringComparison.Ordinal);
        Assert.Contains("semcache report -n NAME", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AsJson_HasTheDocumentedShape()
    {
        var result = await _service.RunJsonAsync("report", "-n", _space, "--target-precision", "0.98");
        var report = Assert.Single(result.Json.GetProperty("namespaces").EnumerateArray().ToArray());

        var stats = (await _service.RunJsonAsync("stats", "-n", _space, "--since", "24h")).Json.GetProperty("namespaces")[0];
        Assert.Equal(["start_time", "end_time", "namespaces"], result.Keys);
        string[] more =
        [
            "hit_first_part_p50_ms", "hit_first_part_p95_ms", "hit_first_part_p99_ms", "miss_first_part_p50_ms", "miss_first_part_p95_ms", "miss_first_part_p99_ms",
            "series", "sweep", "near_misses", "top_misses",
        ];
        Assert.Equal([.. stats.EnumerateObject().Select(property => property.Name), .. more], report.EnumerateObject().Select(property => property.Name));
        Assert.All(
            stats.EnumerateObject().Where(figure => figure.Name != "start_time"),
            figure => Assert.Equal(figure.Value.GetRawText(), report.GetProperty(figure.Name).GetRawText()));
        var series = report.GetProperty("series");
        Assert.Equal(("hour", 3), (series.GetProperty("step").GetString(), series.GetProperty("points").EnumerateArray().Sum(point => point.GetProperty("requests").GetInt64())));
        var sweep = report.GetProperty("sweep");
        Assert.Equal(
            (0.98, 0.8, JsonValueKind.Null, 149),
            (sweep.GetProperty("target_precision").GetDouble(), sweep.GetProperty("current").GetDouble(), sweep.GetProperty("recommended").ValueKind, sweep.GetProperty("labels_needed").GetInt64()));
        var near = report.GetProperty("near_misses")[0];
        Assert.Equal((LookAlike, Stored), (near.GetProperty("question").GetString(), near.GetProperty("entry_question").GetString()));
        Assert.Equal((true, 2), (report.GetProperty("top_misses").GetProperty("recorded").GetBoolean(), report.GetProperty("top_misses").GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task Report_OfAllAsJson_HasNoDetails()
    {
        var all = (await _service.RunJsonAsync("report")).Json.GetProperty("namespaces").EnumerateArray().Single(report => report.GetProperty("namespace").GetString() == _space);

        Assert.All(["sweep", "near_misses", "top_misses"], detail => Assert.Equal(JsonValueKind.Null, all.GetProperty(detail).ValueKind));
        Assert.NotEmpty(all.GetProperty("series").GetProperty("points").EnumerateArray());
    }

    [Fact]
    public async Task Report_MissInOtherWords_ShowsThemTogether()
    {
        await _service.RunJsonAsync("lookup", "Which is the nearest branch?", "-n", _space);
        await _service.RunJsonAsync("lookup", "Which is the nearest branch?", "-n", _space);
        await _service.RunJsonAsync("lookup", "Which branch is the nearest?", "-n", _space);

        var lines = (await _service.RunAsync("report", "-n", _space)).Output.Split('\n');

        var first = Array.FindIndex(lines, line => line.Contains("3          2   Which is the nearest branch?", StringComparison.Ordinal));
        Assert.Contains("  Which branch is the nearest?", lines[first + 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_NotRecorded_SaysHowToSwitchItOn()
    {
        await _service.RunJsonAsync("namespaces", "set", _space, "record_queries=false");

        var output = (await _service.RunAsync("report", "-n", _space)).Output;

        Assert.Contains($"semcache policies set {_space} record_queries=true", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_Html_IsWellFormedAndLoadsNothingAndRunsNothing()
    {
        var file = await WriteAsync("report.html");

        var page = XDocument.Parse(file);
        var names = page.Descendants().Select(element => element.Name.LocalName).ToList();
        Assert.DoesNotContain("script", names);
        Assert.All(["<script", "http://", "https://", "url(", "@import"], forbidden => Assert.DoesNotContain(forbidden, file, StringComparison.OrdinalIgnoreCase));
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src"), attribute => Assert.Equal("data:,", attribute.Value));
        Assert.Contains(Hostile, page.Descendants("th").Select(cell => cell.Value));
        Assert.All(["h1", "h2", "h3"], heading => Assert.Contains(heading, names));
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.Equal(3, page.Descendants("svg").Count());
        Assert.All(page.Descendants("svg"), chart => Assert.NotEmpty(chart.Attribute("aria-label")!.Value));
        Assert.Contains("prefers-color-scheme: dark", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_Csv_HasARowForEachSpan()
    {
        var rows = (await WriteAsync("report.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("namespace,step,time,requests,", rows[0], StringComparison.Ordinal);
        Assert.InRange(rows.Length, 25, 26);
        Assert.Equal(3, rows.Skip(1).Sum(row => long.Parse(row.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Out_Json_IsTheObjectOfStandardOutput()
    {
        var file = Path.Combine(_folder.Path, "report.json");

        var result = await _service.RunJsonAsync("report", "-n", _space, "--out", file);

        Assert.Equal(result.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Out_FileIsThere_IsReplacedByForceAlone()
    {
        var file = Path.Combine(_folder.Path, "mine.csv");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        var refused = await _service.RunAsync("report", "-n", _space, "--out", file);
        Assert.Equal((ExitCodes.UsageMistake, $"'{file}' is there already; give another name, or --force to replace it."), (refused.ExitCode, refused.Error.Trim()));
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var forced = await _service.RunAsync("report", "-n", _space, "--out", file, "--force");

        Assert.Equal((ExitCodes.Done, $"Wrote the report to {file}."), (forced.ExitCode, forced.Output.ReplaceLineEndings("").Trim()));
        Assert.StartsWith("namespace,", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_UnknownNamespace_IsRefused()
    {
        var result = await _service.RunAsync("report", "-n", "nowhere-at-all");

        Assert.Equal(ExitCodes.Refused, result.ExitCode);
        Assert.Contains("There is no namespace 'nowhere-at-all'.", result.Error, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name)
    {
        var file = Path.Combine(_folder.Path, name);
        var result = await _service.RunAsync("report", "-n", _space, "--out", file);
        Assert.Equal(ExitCodes.Done, result.ExitCode);
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> NearMissAsync() =>
        (await _service.RunJsonAsync("decisions", "list", "-n", _space, "--near-misses")).Json.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("question").GetString() == LookAlike);
}
