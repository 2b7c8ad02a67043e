using System.Net;
using System.Net.Sockets;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Configuration;

/// <summary>A service that cannot start says why in words, each mistake on its line, and ends with an exit code.</summary>
public sealed class StartupTests : IDisposable
{
    private const int ConfigurationMistakes = 2;

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_SeveralMistakes_ListsThemAll()
    {
        await AssertRefusedAsync(
            [
                "--Server:GrpcPort=99999",
                "--Server:Address=0.0.0.0",
                "--Upstreams:Default=nope",
                "--Models:MaximumBatch=0",
                "--Store:Embedded:MaximumBatch=0",
                "--Search:Candidates=0",
            ],
            "Server:GrpcPort",
            "Server:Address",
            "Upstreams:Default: 'nope'",
            "Models:MaximumBatch",
            "Store:Embedded:MaximumBatch",
            "Search:Candidates");
    }

    [Fact]
    public async Task Start_NotAnAddress_SaysSo() => await AssertRefusedAsync(["--Server:Address=localhost"], "Server:Address: 'localhost'");

    [Fact]
    public async Task Start_NotANumber_SaysWhichSetting() => await AssertRefusedAsync(["--Server:GrpcPort=many"], "Server:GrpcPort", "many");

    [Fact]
    public async Task Start_SamePortTwice_SaysSo() =>
        await AssertRefusedAsync(["--Server:GrpcPort=5999", "--Server:HttpPort=5999"], "Server:HttpPort: must differ");

    [Fact]
    public async Task Start_PortInUse_SaysWhich()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await AssertRefusedAsync([$"--Server:GrpcPort={port}", "--Server:HttpPort=0"], $":{port}", "Server:GrpcPort");
    }

    [Fact]
    public async Task Start_BrokenSettingsFile_NamesTheFile()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "appsettings.BrokenByTest.json");
        await File.WriteAllTextAsync(file, """{ "Server": { "GrpcPort": } }""", TestContext.Current.CancellationToken);
        try
        {
            await AssertRefusedInAsync([], "BrokenByTest", ["appsettings.BrokenByTest.json"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Start_ModelsMissing_SaysWhere() =>
        await AssertRefusedAsync([$"--Models:Directory={Path.Combine(_directory.Path, "nowhere")}"], Path.Combine(_directory.Path, "nowhere"));

    [Fact]
    public async Task Start_UnknownModel_ListsTheKnown() =>
        await AssertRefusedAsync(["--Models:Embedder=best-model-ever"], "Models:Embedder: \"best-model-ever\"", "semcache-embed-en-v1");

    [Fact]
    public async Task Start_ModelFileOfAnotherSize_NamesTheFile()
    {
        var models = Path.Combine(_directory.Path, "models");
        Copy(Path.Combine(AppContext.BaseDirectory, "embeddings"), models);
        await File.AppendAllTextAsync(Path.Combine(models, "semcache-embed-en-v1", "vocab.txt"), "x", TestContext.Current.CancellationToken);

        await AssertRefusedAsync([$"--Models:Directory={models}"], "vocab.txt", "bytes");
    }

    [Fact]
    public async Task Start_DamagedModel_SaysThatTheChecksumDiffers()
    {
        var models = Path.Combine(_directory.Path, "models");
        Copy(Path.Combine(AppContext.BaseDirectory, "embeddings"), models);
        var vocabulary = Path.Combine(models, "semcache-embed-en-v1", "vocab.txt");
        var bytes = await File.ReadAllBytesAsync(vocabulary, TestContext.Current.CancellationToken);
        bytes[^2] ^= 1;
        await File.WriteAllBytesAsync(vocabulary, bytes, TestContext.Current.CancellationToken);

        await AssertRefusedAsync([$"--Models:Directory={models}"], vocabulary, "SHA-256");
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_SaysWhichSettings() => await AssertRefusedAsync(
        ["--Server:Address=203.0.113.1", "--Server:AllowUnauthenticated=true"], "Server:Address");

    [Fact]
    public async Task Start_DataFolderInUse_SaysSo()
    {
        await using var other = await TestService.StartAsync(Path.Combine(_directory.Path, "data"));

        await AssertRefusedAsync(["--Store:Embedded:LockTimeout=00:00:01"], Path.Combine(_directory.Path, "data"));
    }

    [Fact]
    public async Task Start_DataFolderIsAFile_SaysSo()
    {
        var file = Path.Combine(_directory.Path, "data");
        await File.WriteAllTextAsync(file, "not a folder", TestContext.Current.CancellationToken);

        await AssertRefusedAsync([], file);
    }

    [Fact]
    public async Task Start_DatabaseIsSomethingElse_SaysSo()
    {
        var data = Directory.CreateDirectory(Path.Combine(_directory.Path, "data")).FullName;
        await using (await TestService.StartAsync(data))
        {
        }

        var database = Assert.Single(Directory.GetFiles(data, "*.db"));
        await File.WriteAllTextAsync(database, new string('?', 8192), TestContext.Current.CancellationToken);

        await AssertRefusedAsync([], database);
    }

    private Task AssertRefusedAsync(string[] settings, params string[] expected) =>
        AssertRefusedInAsync(settings, "Production", expected);

    private async Task AssertRefusedInAsync(string[] settings, string environment, string[] expected)
    {
        string[] defaults = ["--Server:GrpcPort=0", "--Server:HttpPort=0", $"--Store:Embedded:Directory={Path.Combine(_directory.Path, "data")}"];

        var (exitCode, output, errors) = await ServerProcess.RunAsync(_directory.Path, [.. defaults, .. settings], environment);

        Assert.True(exitCode == ConfigurationMistakes, $"Exit code {exitCode}.\n{output}\n{errors}");
        Assert.StartsWith("SemanticCache cannot start:", errors, StringComparison.Ordinal);
        Assert.All(expected, text => Assert.Contains(text, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
