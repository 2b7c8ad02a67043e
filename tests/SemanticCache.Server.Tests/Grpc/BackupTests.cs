using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Qdrant.TestServer;
using SemanticCache.Server.Tests.Access;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.Server.Tests.Qdrant;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class BackupTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _keyed;

    public BackupTests(KeyedService keyed)
    {
        _keyed = keyed;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_EmbeddedStore_IsWrittenAndToldInTheAuditLog()
    {
        using var directory = new TestDirectory();
        using var backups = new TestDirectory();
        await using var service = await TestService.StartAsync(directory.Path, null, $"--Store:Embedded:BackupDirectory={backups.Path}");
        var calls = new ServiceCalls(service.Client);
        await calls.StoreAsync("backed", "How long?", "Two weeks.");

        var made = await service.Client.Admin.BackupAsync(new BackupRequest(), cancellationToken: Token);

        Assert.Equal((1, made.Bytes), (made.Entries, new FileInfo(Path.Combine(backups.Path, made.Name)).Length));
        var noted = (await calls.ListAuditEventsAsync(new ListAuditEventsRequest())).Events[0];
        Assert.Equal(("backup", made.Name, "local"), (noted.Action, noted.Target, noted.Caller));
    }

    [Fact]
    public async Task Backup_FolderCannotBeWritten_IsUnavailable()
    {
        using var directory = new TestDirectory();
        var file = Path.Combine(directory.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);
        await using var service = await TestService.StartAsync(directory.Path, null, $"--Store:Embedded:BackupDirectory={file}");

        var error = await service.Client.Admin.BackupAsync(new BackupRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.Unavailable);

        Assert.Equal("BACKUP_FAILED", error.Info().Reason);
    }

    [Fact]
    public async Task Backup_Qdrant_SaysWhatToDoInstead()
    {
        await using var qdrant = await QdrantTestServer.StartAsync(cancellationToken: Token);
        await using var service = await QdrantService.StartAsync(qdrant.Address);

        var error = await service.Client.Admin.BackupAsync(new BackupRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.FailedPrecondition);

        Assert.Equal("BACKUP_NOT_SUPPORTED", error.Info().Reason);
        Assert.Contains("snapshots", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_KeyOfOneNamespace_IsRefused()
    {
        var client = await _keyed.NewClientAsync(KeyRole.Admin, key => key.Namespaces.Add("one"));

        await client.Admin.BackupAsync(new BackupRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.PermissionDenied);
    }
}
