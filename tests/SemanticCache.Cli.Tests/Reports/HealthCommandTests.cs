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

    [Fact]
    public async Task Health_Live_AsksForNothingButAnAnswer()
    {
        var result = await _service.RunAsync("health", "--live");

        Assert.Equal(ExitCodes.Done, result.ExitCode);
    }

    [Fact]
    public async Task Health_NobodyThere_IsUnreachable()
    {
        var result = await CommandLine.RunAsync("health", "--live", "--address", "http://127.0.0.1:1");

        Assert.Equal(ExitCodes.Unreachable, result.ExitCode);
    }
}
