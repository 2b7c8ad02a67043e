using System.Text.Json;
using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Tests.Serving;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serve_UntilStopped_PrintsAddressesServesAndEndsClean()
    {
        using var data = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new FirstLineWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, _ => null, TimeProvider.System, isInteractive: false);

        var serving = SemcacheCommand.RunAsync(
            ["serve", "--data", data.Path, "--grpc-port", "0", "--http-port", "0", "--upstream", "simulated", "--output", "json"], terminal, stop.Token);
        await Task.WhenAny(output.FirstLine, serving);
        Assert.False(serving.IsCompleted, error.ToString());
        using var addresses = JsonDocument.Parse(await output.FirstLine);
        var second = await CommandLine.RunAsync("serve", "--data", data.Path, "--grpc-port", "0", "--http-port", "0");
        var stored = await CommandLine.RunAsync("store", "q", "a", "--address", addresses.RootElement.GetProperty("grpc").GetString()!);
        await stop.CancelAsync();

        Assert.Equal(0, stored.ExitCode);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("is in use by another process", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, await serving);
        Assert.True(addresses.RootElement.TryGetProperty("http", out _));
        Assert.NotEmpty(Directory.GetFiles(data.Path));
    }
}
