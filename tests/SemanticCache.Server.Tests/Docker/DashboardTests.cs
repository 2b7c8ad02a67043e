using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SemanticCache.Core.Reporting;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.Server.Tests.Telemetry;
using YamlDotNet.Serialization;

namespace SemanticCache.Server.Tests.Docker;

/// <summary>What the dashboard asks Prometheus for is what the service exports.</summary>
[Collection(nameof(MetricsCollection))]
public sealed partial class DashboardTests : ServiceTests
{
    private const string QdrantPrefix = "semantic_cache_qdrant_";
    private const string OwnPrefix = "semantic_cache_";

    private static readonly JsonDocument Dashboard = JsonDocument.Parse(DockerFolder.Read("grafana/dashboards/semanticcache.json"));

    public DashboardTests(SharedService shared)
        : base(shared)
    {
    }

    private static List<string> Expressions =>
        [.. Dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.TryGetProperty("targets", out var targets) ? targets.EnumerateArray() : default)
            .Select(target => target.GetProperty("expr").GetString()!)];

    // What fills the lists of choices: label_values(metric, label).
    private static IEnumerable<(string Metric, string Label)> Choices =>
        from variable in Dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
        where variable.GetProperty("type").GetString() == "query"
        let choice = Choice().Match(variable.GetProperty("query").GetProperty("query").GetString()!)
        select (choice.Groups["metric"].Value, choice.Groups["label"].Value);

    private static IEnumerable<string> Legends => Legend().Matches(Dashboard.RootElement.GetRawText()).Select(match => match.Groups[1].Value);

    [Fact]
    public async Task Metrics_OfTheDashboard_AreExported()
    {
        var scraped = await ScrapeAsync();
        var known = ExportedNames.OfInstruments().Concat(scraped).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(Expressions);
        Assert.All(Expressions, expression =>
        {
            var names = PromQuery.MetricsOf(expression);
            Assert.NotEmpty(names);
            Assert.All(names, name => Assert.Contains(name, known));
        });
        Assert.All(Choices, choice => Assert.Contains(choice.Metric, known));
    }

    [Fact]
    public async Task Metrics_Scraped_HaveTheNamesThatTheDashboardIsComparedWith()
    {
        // The store in Qdrant has a meter of its own, heard here when another test of this process runs it.
        var scraped = (await ScrapeAsync())
            .Where(name => name.StartsWith(OwnPrefix, StringComparison.Ordinal) && !name.StartsWith(QdrantPrefix, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(scraped);
        Assert.All(scraped, name => Assert.Contains(name, ExportedNames.OfInstruments()));
    }

    [Fact]
    public void Metrics_OfTheService_StandOnTheDashboard()
    {
        var asked = string.Join('\n', Expressions);

        // A histogram may stand there by any of its series.
        Assert.All(
            ExportedNames.OfInstruments().Where(name => !name.EndsWith("_sum", StringComparison.Ordinal) && !name.EndsWith("_count", StringComparison.Ordinal)),
            name => Assert.Contains(name.Replace("_bucket", "_", StringComparison.Ordinal), asked, StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_OfTheDashboard_AreTags()
    {
        var tags = typeof(TelemetryNames).GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.Name.EndsWith("Tag", StringComparison.Ordinal))
            .Select(field => ((string)field.GetRawConstantValue()!).Replace('.', '_'));
        string[] known = [.. tags, "le", "instance"];

        Assert.NotEmpty(Legends);
        Assert.All([.. Expressions.SelectMany(PromQuery.LabelsOf), .. Choices.Select(choice => choice.Label), .. Legends], label => Assert.Contains(label, known));
    }

    [Fact]
    public void Provisioning_OfGrafana_FindsDashboardAndPrometheus()
    {
        var yaml = new DeserializerBuilder().Build();
        var provider = yaml.Deserialize<Dictionary<string, object>>(DockerFolder.Read("grafana/provisioning/dashboards/semanticcache.yaml"));
        var sources = yaml.Deserialize<Dictionary<string, object>>(DockerFolder.Read("grafana/provisioning/datasources/prometheus.yaml"));
        var monitoring = ComposeFile.Read("compose.monitoring.yaml");

        var path = (string)((Dictionary<object, object>)((Dictionary<object, object>)((List<object>)provider["providers"])[0])["options"])["path"];
        var address = new Uri((string)((Dictionary<object, object>)((List<object>)sources["datasources"])[0])["url"]);

        Assert.Contains(("./grafana/dashboards", path), monitoring.Mounts);
        Assert.Contains(address.Host, monitoring.Services);
    }

    [Fact]
    public void Prometheus_Asks_EveryInstanceByTheirOneName()
    {
        var prometheus = DockerFolder.Read("prometheus.yml");

        Assert.Contains("names: [semcache]", prometheus, StringComparison.Ordinal);
        Assert.Contains("semcache", ComposeFile.Read("compose.yaml").Services);
        Assert.All(["compose.qdrant.yaml", "compose.qdrant-cluster.yaml"], file => Assert.Equal(
            2, ComposeFile.Read(file).Services.Values.Count(service => AliasesOf(service).Contains("semcache"))));
    }

    private static IEnumerable<object> AliasesOf(IReadOnlyDictionary<object, object?> service)
    {
        var network = ComposeFile.Map(ComposeFile.Map(service, "networks"), "default");
        return network.GetValueOrDefault("aliases") as IEnumerable<object> ?? [];
    }

    private async Task<IReadOnlySet<string>> ScrapeAsync()
    {
        await Calls.StoreAsync(Space, "cancel order", "Open My orders, choose the order and press Cancel.");
        await Calls.LookupAsync(Space, "cancel my order");
        HashSet<string> names = [];

        // The exporter may answer a scrape from the one before it.
        await Eventually.HoldsAsync(async () =>
        {
            var text = await Service.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken).Soon();
            names = [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0])];
            return names.Contains("semantic_cache_decisions_total");
        });
        return names;
    }

    [GeneratedRegex(@"^label_values\((?<metric>\w+), (?<label>\w+)\)$")]
    private static partial Regex Choice();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Legend();
}
