namespace SemanticCache.Cli.Tests.Namespaces;

public sealed class NamespacesCommandTests
{
    private static readonly string[] PolicyKeys =
    [
        "name", "decision", "similarity_threshold", "minimum_confidence", "guards", "ttl", "max_ttl", "expiry", "ttl_jitter", "stale_while_revalidate", "stale_if_error", "replay_tokens_per_second", "mode", "canary_percent", "honour_cache_control", "record_queries", "decision_retention", "error_budget", "tiers", "vary_by", "ignore",
        "conversation", "conversation_turns", "bypass_rules", "bypass_patterns", "personal_data", "personal_data_kinds", "subject_attribute", "recalibration_bias", "recalibration_slope", "audit_percent",
        "max_entries", "max_entry_bytes", "max_bytes", "max_tenant_entries", "eviction", "upstream", "cost",
    ];

    private readonly ServiceFixture _service;

    public NamespacesCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Get_DefaultPolicy_HasAllKeysAndDocumentedDefaults()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-get");

        var result = await _service.RunJsonAsync("namespaces", "get", "ns-get");

        Assert.Equal(PolicyKeys, result.Keys.Take(PolicyKeys.Length));
        Assert.Equal("verified", result.Json.GetProperty("decision").GetString());
        Assert.Equal("""["default"]""", result.Json.GetProperty("guards").GetRawText());
        Assert.Equal("1d", result.Json.GetProperty("ttl").GetString());
        Assert.Equal(0, result.Json.GetProperty("entries").GetInt64());
        Assert.Equal("null", result.Json.GetProperty("similarity_threshold").GetRawText());
    }

    [Fact]
    public async Task Create_OnePrice_LeavesTheOtherAtTheServicesDefault()
    {
        var plain = await _service.RunJsonAsync("namespaces", "create", "ns-price-default");
        var priced = await _service.RunJsonAsync("namespaces", "create", "ns-price", "cost.input_per_million=5");
        var reset = await _service.RunJsonAsync("namespaces", "set", "ns-price", "cost.input_per_million=");

        Assert.Equal(5, priced.Json.GetProperty("cost").GetProperty("input_per_million").GetDouble());
        Assert.Equal(plain.Json.GetProperty("cost").GetRawText(), reset.Json.GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task Set_SomeSettings_ChangesOnlyThem()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-set", "ttl=12h", "vary_by=plan", "cost.output_per_million=2");

        var result = await _service.RunJsonAsync("namespaces", "set", "ns-set", "minimum_confidence=0.97", "cost.input_per_million=1", "vary_by=");

        Assert.Equal(0.97, result.Json.GetProperty("effective_minimum_confidence").GetDouble());
        Assert.Equal("12h", result.Json.GetProperty("ttl").GetString());
        Assert.Equal("[]", result.Json.GetProperty("vary_by").GetRawText());
        Assert.Equal("""{"input_per_million":1,"output_per_million":2}""", result.Json.GetProperty("cost").GetRawText());
    }

    [Theory]
    [InlineData("none", """["none"]""")]
    [InlineData("all", """["all"]""")]
    [InlineData("number,date", """["number","date"]""")]
    [InlineData("default", """["default"]""")]
    public async Task Create_Guards_AreShownAsTheyWereChosen(string guards, string shown)
    {
        var name = "ns-guards-" + guards.Replace(',', '-');

        var created = await _service.RunJsonAsync("namespaces", "create", name, $"guards={guards}");

        Assert.Equal(shown, created.Json.GetProperty("guards").GetRawText());
    }

    [Fact]
    public async Task List_AfterCreate_HoldsNamespace()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-list");

        var json = await _service.RunJsonAsync("namespaces", "list");
        var table = await _service.RunAsync("namespaces", "list");

        Assert.Contains(json.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("name").GetString() == "ns-list");
        Assert.Contains("ns-list", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Existing_IsGone()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-delete");

        var deleted = await _service.RunJsonAsync("namespaces", "delete", "ns-delete");
        var again = await _service.RunAsync("namespaces", "delete", "ns-delete");

        Assert.Equal("""{"name":"ns-delete","deleted":true}""", deleted.Output.Trim());
        Assert.Equal(1, again.ExitCode);
        Assert.Equal("There is no namespace 'ns-delete'.", again.Error.Trim());
    }

    [Fact]
    public async Task Create_Twice_IsRefusedInOneLine()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-twice");

        var again = await _service.RunAsync("namespaces", "create", "ns-twice", "--output", "json");

        Assert.Equal(1, again.ExitCode);
        Assert.Empty(again.Output);
        Assert.Single(again.Error.Trim().Split('\n'));
    }
}
