using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Tests.Reports;

public sealed class HealthCommandTests
{
    private readonly ServiceFixture _service;

    public HealthCommandTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Health_ServiceIsWell_SaysServing()
    {
        var result = await _service.RunJsonAsync("health");

        Assert.Equal("serving", result.Json.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(new string[0], ExitCodes.Refused)]
    [InlineData(new[] { "--live" }, ExitCodes.Done)]
    public async Task Health_StoreIsAway_IsAliveAndNotServing(string[] options, int expected)
    {
        await using var service = new ServiceFixture(new Dictionary<string, string?>
        {
            ["Store:Kind"] = "Qdrant",
            ["Store:Qdrant:Address"] = "http://127.0.0.1:1",
            ["Store:Qdrant:Retries"] = "0",
        });
        await service.InitializeAsync();

        var result = await service.RunAsync(["health", "--output", "json", .. options]);

        Assert.Equal("not_serving", result.Json.GetProperty("status").GetString());
        Assert.Equal(expected, result.ExitCode);
    }

    [Fact]
    public async Task Health_NobodyThere_IsUnreachable()
    {
        var result = await CommandLine.RunAsync("health", "--live", "--address", "http://127.0.0.1:1");

        Assert.Equal(ExitCodes.Unreachable, result.ExitCode);
    }
}
