using System.Net;
using System.Net.Sockets;

namespace SemanticCache.Cli.Tests.Invocation;

public sealed class UsageTests
{
    [Theory]
    [InlineData("lokup x", "'lokup' is not a command; there are: serve, demo, lookup")]
    [InlineData("namespaces", "Try: semcache namespaces --help")]
    [InlineData("namespaces drop x", "'drop' is not a command")]
    [InlineData("lookup", "Try: semcache lookup --help")]
    [InlineData("lookup x --threshold 1.5", "--threshold: '1.5' is not a number from 0 to 1")]
    [InlineData("lookup x --output yaml", "use table or json")]
    [InlineData("lookup x --address localhost:5051", "write it like http://localhost:5051")]
    [InlineData("store q a --ttl soon", "'soon' is not a time")]
    [InlineData("namespaces set x", "Try: semcache namespaces set --help")]
    [InlineData("namespaces set x mode=maybe", "mode: 'maybe' is not allowed; it takes serve or off")]
    [InlineData("merges", "Try: semcache merges --help")]
    [InlineData("merges undo x", "Try: semcache merges undo --help")]
    [InlineData("merges list x --limit 0", "--limit: 0 is not from 1 to 1000")]
    [InlineData("keys create x", "--role")]
    [InlineData("keys create x --role boss", "--role: 'boss' is not a role; use client, viewer, admin")]
    [InlineData("keys create x --role client --misses-per-minute 0", "--misses-per-minute: 0 is not from 1 to 1000000")]
    [InlineData("policies", "Try: semcache policies --help")]
    [InlineData("policies set x mode=maybe", "mode: 'maybe' is not allowed")]
    [InlineData("doctor --http localhost", "--http: 'localhost' is not an address")]
    [InlineData("completion tcsh", "use bash, zsh, fish, pwsh")]
    [InlineData("serve --upstream api.example.com", "neither 'simulated' nor an address")]
    [InlineData("serve --grpc-port 70000", "ports go from 0 to 65535")]
    [InlineData("demo --questions 0", "--questions: 0 is not from 1 to")]
    [InlineData("report --since soon", "'soon' is not a time")]
    [InlineData("report --since 0s", "--since: '0s' is not above 0s and at most 1499d")]
    [InlineData("stats --since 2000d", "--since: '2000d' is not above 0s and at most 1499d")]
    [InlineData("report --out report.pdf", "--out: 'report.pdf' is of no known kind; its name must end in .csv, .json or .html")]
    [InlineData("report --force", "--force replaces the file of --out: give that as well.")]
    [InlineData("report --target-precision 0.9", "--target-precision is of one namespace: give -n NAME as well.")]
    [InlineData("report -n x --target-precision 98", "--target-precision: '98' is not a number from 0 to 1")]
    [InlineData("decisions", "Try: semcache decisions --help")]
    [InlineData("decisions list --outcome hit", "--outcome: 'hit' is not an outcome; use exact_hit, semantic_hit, joined, miss, bypass, stale_hit")]
    [InlineData("decisions list --outcome miss --near-misses", "Give --outcome or --near-misses, not both.")]
    [InlineData("decisions list --limit 1001", "--limit: 1001 is not from 1 to 1000")]
    [InlineData("decisions judge x maybe", "'maybe' is not a verdict; use good, bad")]
    [InlineData("decisions judge x", "Try: semcache decisions judge --help")]
    public async Task Run_UsageMistake_SaysWhatIsAllowedAndEndsWithTwo(string line, string expected)
    {
        var result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Run_NoService_SaysSoAndEndsWithThree()
    {
        var environment = new Dictionary<string, string> { ["SEMCACHE_ADDRESS"] = $"http://localhost:{UnusedPort()}" };

        var result = await CommandLine.RunAsync(environment, "lookup", "x", "--output", "json");

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"Cannot reach {environment["SEMCACHE_ADDRESS"]}.", result.Error, StringComparison.Ordinal);
        Assert.Contains("semcache serve", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Run_WrongAddressInEnvironment_NamesTheVariable()
    {
        var result = await CommandLine.RunAsync(new Dictionary<string, string> { ["SEMCACHE_ADDRESS"] = "nonsense" }, "stats");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("SEMCACHE_ADDRESS: 'nonsense'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "serve", "stats")]
    [InlineData("lookup --help", "Examples:", "semcache lookup")]
    [InlineData("namespaces set --help", "Examples:", "minimum_confidence")]
    [InlineData("merges list --help", "Examples:", "semcache merges list support-bot")]
    [InlineData("demo -h", "--exit", "semcache demo --exit")]
    public async Task Run_Help_ShowsExamples(string line, string first, string second)
    {
        var result = await CommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(first, result.Output, StringComparison.Ordinal);
        Assert.Contains(second, result.Output, StringComparison.Ordinal);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
