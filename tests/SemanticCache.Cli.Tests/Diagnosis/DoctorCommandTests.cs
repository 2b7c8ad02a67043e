using System.Text.Json;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Serving;
using SemanticCache.Cli.Tests.Keys;

namespace SemanticCache.Cli.Tests.Diagnosis;

public sealed class DoctorCommandTests : IClassFixture<KeyedService>
{
    private const string Nobody = "http://127.0.0.1:1";

    private readonly ServiceFixture _service;
    private readonly KeyedService _keyed;

    public DoctorCommandTests(ServiceFixture service, KeyedService keyed)
    {
        _service = service;
        _keyed = keyed;
    }

    [Fact]
    public async Task Doctor_ServiceIsWell_FindsNothingWrong()
    {
        using var data = new TemporaryFolder();
        await _service.RunJsonAsync("namespaces", "create", $"doctor-{Guid.NewGuid():N}");

        var result = await _service.RunJsonAsync("doctor", "--http", _service.HttpAddress, "--data", Path.Combine(data.Path, "not", "there", "yet"));
        var table = await _service.RunAsync("doctor", "--http", _service.HttpAddress);

        var checks = Checks(result);
        Assert.Equal(["service", "http", "key", "namespaces", "store", "models", "upstream", "grpc_port", "http_port", "models_folder", "data"], checks.Keys);
        Assert.All(checks.Values, check => Assert.Equal((true, JsonValueKind.Null), (IsOk(check), check.GetProperty("advice").ValueKind)));
        Assert.Equal(["name", "ok", "found", "advice"], checks["key"].EnumerateObject().Select(property => property.Name));
        Assert.Equal("none is needed", Found(checks["key"]));
        Assert.False(Directory.Exists(Path.Combine(data.Path, "not")));
        Assert.Contains("ok: they answer", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NobodyThere_SaysWhatToDoAndEndsWithOne()
    {
        var result = await CommandLine.RunAsync("doctor", "--address", Nobody, "--output", "json");

        var checks = Checks(result);
        Assert.Equal(ExitCodes.Refused, result.ExitCode);
        Assert.Equal(["service", "grpc_port", "http_port", "models_folder"], checks.Keys);
        Assert.False(IsOk(checks["service"]));
        Assert.Contains("semcache serve", Advice(checks["service"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_HttpPortInsteadOfGrpc_SaysSo()
    {
        var result = await CommandLine.RunAsync("doctor", "--address", _service.HttpAddress, "--output", "json");

        var service = Checks(result)["service"];
        Assert.Equal((ExitCodes.Refused, false), (result.ExitCode, IsOk(service)));
        Assert.Contains("not the HTTP port", Advice(service), StringComparison.Ordinal);
        Assert.Contains("taken by another program", Found(Checks(result)["grpc_port"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WrongHttpAddress_IsFound()
    {
        var result = await _service.RunAsync("doctor", "--http", Nobody, "--output", "json");

        Assert.Equal((ExitCodes.Refused, false), (result.ExitCode, IsOk(Checks(result)["http"])));
        Assert.Contains("--http", Advice(Checks(result)["http"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client", "accepted, a client's")]
    [InlineData("viewer", "accepted, a viewer's")]
    [InlineData("admin", "accepted, an admin's")]
    public async Task Doctor_Key_IsToldItsRole(string role, string expected)
    {
        var key = (await _keyed.RunJsonAsync("keys", "create", $"doctor {role}", "--role", role)).Json.GetProperty("secret").GetString()!;

        var result = await _keyed.RunWithKeyAsync(key, "doctor", "--http", _keyed.Service.HttpAddress, "--output", "json");

        Assert.Equal(expected, Found(Checks(result)["key"]));
        Assert.Equal(ExitCodes.Done, result.ExitCode);
        Assert.Equal(role == "client", Found(Checks(result)["store"]).StartsWith("not asked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "Give one with --api-key")]
    [InlineData("sc_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Let an admin create another")]
    public async Task Doctor_NoOrWrongKey_SaysWhatToDo(string? key, string expected)
    {
        string[] given = key is null ? [] : ["--api-key", key];

        var result = await CommandLine.RunAsync(["doctor", "--address", _keyed.Service.Address, "--output", "json", .. given]);

        Assert.Equal((ExitCodes.Refused, false), (result.ExitCode, IsOk(Checks(result)["key"])));
        Assert.StartsWith(expected, Advice(Checks(result)["key"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_UpstreamAway_IsFoundWithoutAskingForACompletion()
    {
        await using var service = new ServiceFixture(new Dictionary<string, string?>
        {
            ["Upstreams:Endpoints:away:Kind"] = "OpenAI",
            ["Upstreams:Endpoints:away:BaseAddress"] = Nobody + "/v1/",
            ["Upstreams:Endpoints:away:ApiKey"] = "nobody's",
        });
        await service.InitializeAsync();
        await service.RunJsonAsync("namespaces", "create", "one");
        await service.RunJsonAsync("namespaces", "create", "two", "upstream=away");

        var result = await service.RunAsync("doctor", "--http", service.HttpAddress, "--output", "json");

        var checks = Checks(result);
        Assert.Equal((ExitCodes.Refused, true, false), (result.ExitCode, IsOk(checks["upstream"]), IsOk(checks["upstream:away"])));
        Assert.Contains("BaseAddress", Advice(checks["upstream:away"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_FolderThatCannotBeWritten_IsFound()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var result = await _service.RunAsync("doctor", "--data", Path.Combine(file, "data"), "--output", "json");

        Assert.Equal((ExitCodes.Refused, false), (result.ExitCode, IsOk(Checks(result)["data"])));
    }

    private static Dictionary<string, JsonElement> Checks(CliResult result) =>
        result.Json.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, StringComparer.Ordinal);

    private static bool IsOk(JsonElement check) => check.GetProperty("ok").GetBoolean();

    private static string Found(JsonElement check) => check.GetProperty("found").GetString()!;

    private static string Advice(JsonElement check) => check.GetProperty("advice").GetString()!;
}
