namespace SemanticCache.Cli.Tests.Quality;

public sealed class NamespaceCalibrationTests
{
    private readonly ServiceFixture _service;

    public NamespaceCalibrationTests(ServiceFixture service)
    {
        _service = service;
    }

    [Fact]
    public async Task Calibrate_NamespaceWithoutLabels_ShowsNoneAndAppliesNothing()
    {
        await _service.RunJsonAsync("namespaces", "create", "ns-calibrate");

        var shown = await _service.RunJsonAsync("calibrate", "--namespace", "ns-calibrate");
        var applied = await _service.RunAsync("calibrate", "--namespace", "ns-calibrate", "--apply");

        Assert.Equal("null", shown.Json.GetProperty("bias").GetRawText());
        Assert.Equal(1, shown.Json.GetProperty("wrong_share_bound").GetDouble());
        Assert.Equal(2, applied.ExitCode);
        Assert.Contains("too few", applied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibrate_NeitherReplayNorNamespace_SaysWhatToGive()
    {
        var result = await CommandLine.RunAsync("calibrate");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--replay DIR, or --namespace NAME", result.Error, StringComparison.Ordinal);
    }
}
