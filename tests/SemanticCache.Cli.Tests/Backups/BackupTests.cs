using SemanticCache.Cli.Serving;

namespace SemanticCache.Cli.Tests.Backups;

/// <summary>A store that is backed up while it serves and comes back elsewhere.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceFixture _service;

    public BackupTests()
    {
        _service = new ServiceFixture(new Dictionary<string, string?> { ["Store:Embedded:BackupDirectory"] = Backups });
    }

    private string Backups => Path.Combine(_folder.Path, "backups");

    private string Data => Path.Combine(_folder.Path, "data");

    public ValueTask InitializeAsync() => _service.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Backup_AndRestore_ServesTheSameHits()
    {
        await _service.RunJsonAsync("store", "How do I cancel an order?", "Open My orders and press Cancel.", "-n", "backed");

        var made = (await _service.RunJsonAsync("backup")).Json;
        var file = Path.Combine(Backups, made.GetProperty("file").GetString()!);
        var restored = await CommandLine.RunAsync("restore", file, "--data", Data, "--output", "json");

        Assert.Equal((1, new FileInfo(file).Length), (made.GetProperty("entries").GetInt64(), made.GetProperty("bytes").GetInt64()));
        Assert.Equal((0, 1), (restored.ExitCode, restored.Json.GetProperty("entries").GetInt64()));
        await using var again = new ServiceFixture(new Dictionary<string, string?> { ["Store:Embedded:Directory"] = Data });
        await again.InitializeAsync();
        var hit = (await again.RunJsonAsync("lookup", "How do I cancel an order?", "-n", "backed")).Json;
        Assert.Equal(("exact_hit", "Open My orders and press Cancel."), (hit.GetProperty("outcome").GetString(), hit.GetProperty("answer").GetString()));
        var audit = (await _service.RunJsonAsync("audit", "list")).Json.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("action").GetString());
        Assert.Contains("backup", audit);
    }

    [Fact]
    public async Task Restore_DatabaseIsThere_NeedsForceAndYes()
    {
        var file = Path.Combine(Backups, (await _service.RunJsonAsync("backup")).Json.GetProperty("file").GetString()!);
        await CommandLine.RunAsync("restore", file, "--data", Data);

        var refused = await CommandLine.RunAsync("restore", file, "--data", Data);
        var unsure = await CommandLine.RunAsync("restore", file, "--data", Data, "--force");
        var replaced = await CommandLine.RunAsync("restore", file, "--data", Data, "--force", "--yes");

        Assert.Equal((1, 2, 0), (refused.ExitCode, unsure.ExitCode, replaced.ExitCode));
        Assert.Contains("holds a database already", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_NoBackup_SaysSo()
    {
        var missing = await CommandLine.RunAsync("restore", Path.Combine(_folder.Path, "none.db"), "--data", Data);

        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("is not there", missing.Error, StringComparison.Ordinal);
    }
}
