using System.Text.Json;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests.Keys;

public sealed class KeysCommandTests : IClassFixture<KeyedService>
{
    private static readonly string[] NewKeys =
        ["id", "name", "role", "tenant", "namespaces", "may_store", "requests_per_minute", "misses_per_minute", "create_time", "expire_time", "secret"];

    private readonly KeyedService _keyed;

    public KeysCommandTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    [Fact]
    public async Task Create_EveryOption_IsInTheKey()
    {
        var created = await _keyed.RunJsonAsync(
            "keys", "create", "shop", "--role", "client", "--tenant", "red", "-n", "one", "-n", "two", "--may-store",
            "--requests-per-minute", "600", "--misses-per-minute", "30", "--ttl", "90d");

        Assert.Equal(NewKeys, created.Keys);
        Assert.Equal(("shop", "client", "red"), (Text(created, "name"), Text(created, "role"), Text(created, "tenant")));
        Assert.Equal("""["one","two"]""", created.Json.GetProperty("namespaces").GetRawText());
        Assert.True(created.Json.GetProperty("may_store").GetBoolean());
        Assert.Equal((600, 30), (created.Json.GetProperty("requests_per_minute").GetInt32(), created.Json.GetProperty("misses_per_minute").GetInt32()));
        var life = created.Json.GetProperty("expire_time").GetDateTimeOffset() - created.Json.GetProperty("create_time").GetDateTimeOffset();
        Assert.Equal(90, life.TotalDays, 0.001);
        Assert.StartsWith($"sc_{Text(created, "id")}_", Text(created, "secret"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ForPeople_ShowsTheKeyAloneAndItCanBeUsed()
    {
        var created = await _keyed.RunAsync("keys", "create", "people", "--role", "viewer");
        var secret = created.Output.Trim();

        var used = await _keyed.RunWithKeyAsync(secret, "namespaces", "list");

        Assert.Equal(0, created.ExitCode);
        Assert.StartsWith("sc_", Assert.Single(created.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("nobody can read it again", created.Error, StringComparison.Ordinal);
        Assert.Contains("SEMCACHE_API_KEY", created.Error, StringComparison.Ordinal);
        Assert.Equal(0, used.ExitCode);
    }

    [Fact]
    public async Task List_AfterRotationAndRevocation_ShowsTheStatesAndNoSecret()
    {
        var (replaced, revoked) = (await CreateAsync("to-rotate"), await CreateAsync("to-revoke"));
        var expired = await CreateAsync("to-expire");
        var successor = await _keyed.RunJsonAsync("keys", "rotate", Text(replaced, "id"), "--overlap", "2h");
        await _keyed.RunJsonAsync("keys", "rotate", Text(expired, "id"), "--overlap", "0s");
        var gone = await _keyed.RunJsonAsync("keys", "revoke", Text(revoked, "id"), "--yes");

        var listed = await _keyed.RunJsonAsync("keys", "list");
        var table = await _keyed.RunAsync("keys", "list");

        Assert.Equal($$"""{"id":"{{Text(revoked, "id")}}","revoked":true}""", gone.Output.Trim());
        var items = listed.Json.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.Equal(["replaced", "revoked", "expired", "active"], new[] { replaced, revoked, expired, successor }.Select(key => items[Text(key, "id")].GetProperty("state").GetString()));
        Assert.Equal(Text(successor, "id"), items[Text(replaced, "id")].GetProperty("replaced_by").GetString());
        Assert.Equal(JsonValueKind.Null, items[Text(successor, "id")].GetProperty("last_use_time").ValueKind);
        Assert.DoesNotContain("secret", listed.Output, StringComparison.Ordinal);
        Assert.Contains("replaced by", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_Successor_AllowsTheSameAndBothAreAccepted()
    {
        var old = await CreateAsync("both");

        var successor = await _keyed.RunJsonAsync("keys", "rotate", Text(old, "id"));

        Assert.Equal(NewKeys, successor.Keys);
        Assert.Equal(("both", "viewer"), (Text(successor, "name"), Text(successor, "role")));
        Assert.NotEqual(Text(old, "secret"), Text(successor, "secret"));
        foreach (var key in new[] { old, successor })
        {
            Assert.Equal(0, (await _keyed.RunWithKeyAsync(Text(key, "secret"), "stats")).ExitCode);
        }
    }

    [Fact]
    public async Task Revoke_WithoutYes_AsksAndRevokesNothing()
    {
        var key = await CreateAsync("kept");

        var result = await _keyed.RunAsync("keys", "revoke", Text(key, "id"));

        Assert.Equal((ExitCodes.UsageMistake, "A revoked key cannot be brought back. Say --yes to revoke it."), (result.ExitCode, result.Error.Trim()));
        Assert.Equal(0, (await _keyed.RunWithKeyAsync(Text(key, "secret"), "stats")).ExitCode);
    }

    [Theory]
    [InlineData("revoke", "--yes")]
    [InlineData("rotate")]
    public async Task Change_UnknownKey_IsRefusedInOneLine(params string[] args)
    {
        var result = await _keyed.RunAsync(["keys", args[0], "0123456789abcdef", .. args[1..]]);

        Assert.Equal((ExitCodes.Refused, "There is no key 0123456789abcdef in use."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task AnyCommand_WithoutKey_SaysInOneLineHowToGiveOne()
    {
        foreach (var line in (string[])["namespaces list", "keys list", "lookup x", "ask x", "stats", "report", "decisions list", "audit list", "entries list", "export nowhere.jsonl -n x"])
        {
            var result = await CommandLine.RunAsync([.. line.Split(' '), "--address", _keyed.Service.Address]);

            Assert.Equal(ExitCodes.Refused, result.ExitCode);
            Assert.StartsWith("The service wants a key: give one with --api-key or SEMCACHE_API_KEY.", Assert.Single(result.Error.Trim().Split('\n')), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyCommand_WrongKeyOrRole_SaysInOneLineWhatToDo()
    {
        var client = await _keyed.RunJsonAsync("keys", "create", "asks", "--role", "client");

        var unknown = await _keyed.RunWithKeyAsync("sc_0123456789abcdef_" + new string('A', 43), "namespaces", "list");

        Assert.Equal(ExitCodes.Refused, unknown.ExitCode);
        Assert.Contains("was revoked. Give another with --api-key", Assert.Single(unknown.Error.Trim().Split('\n')), StringComparison.Ordinal);
        foreach (var line in (string[])["namespaces list", "report", "report -n x", "decisions list -n x", "decisions judge x good -n x"])
        {
            var denied = await _keyed.RunAsync([.. line.Split(' '), "--api-key", Text(client, "secret")]);

            Assert.Equal(ExitCodes.Refused, denied.ExitCode);
            Assert.Contains("has the role client, which may not do this. Give a key that may", Assert.Single(denied.Error.Trim().Split('\n')), StringComparison.Ordinal);
        }
    }

    private Task<CliResult> CreateAsync(string name) => _keyed.RunJsonAsync("keys", "create", name, "--role", "viewer");

    private static string Text(CliResult result, string key) => result.Json.GetProperty(key).GetString()!;
}
