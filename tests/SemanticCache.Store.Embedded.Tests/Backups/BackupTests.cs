using SemanticCache.Core.Entries;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Tests.Backups;

/// <summary>Copies of a store that goes on serving, and what becomes of them.</summary>
public sealed class BackupTests : StoreTest
{
    private string Backups => Path.Combine(Folder.Directory, "backups");

    private string Restored => Path.Combine(Folder.Directory, "restored");

    [Fact]
    public async Task BackUpAsync_WhileOthersWrite_HoldsAllThatWasAcknowledgedBefore()
    {
        var store = await OpenAsync();
        await UpsertAsync(store, 300);
        using var stopping = new CancellationTokenSource();
        var (acknowledged, writing) = (300, Task.CompletedTask);
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        writing = Task.Run(
            async () =>
            {
                for (var number = 301; !stopping.IsCancellationRequested; number++)
                {
                    await UpsertAsync(store, 1, number);
                    Volatile.Write(ref acknowledged, number);
                    _ = number == 350 && underWay.TrySetResult();
                }
            },
            Cancellation);
        await underWay.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        var before = Volatile.Read(ref acknowledged);
        var made = await store.BackUpAsync(Cancellation);
        await stopping.CancelAsync();
        await writing;
        StoreRestore.Restore(Path.Combine(Backups, made.Name), Restored, replaces: false);

        var restored = await Folder.OpenAsync(options => options.Directory = Restored);
        Assert.True(made.Entries >= before, $"{made.Entries} entries, and {before} were acknowledged.");
        Assert.Equal(made.Entries, await restored.CountAsync(new EntryFilter(), Cancellation));
        for (var number = 1; number <= before; number++)
        {
            var entry = SampleEntries.Create(number);
            Assert.Equal(entry.Answer.Text, (await restored.GetAsync(entry.Id, Cancellation))?.Answer.Text);
        }
    }

    [Fact]
    public async Task Restore_Backup_ReadsAsTheStoreDid()
    {
        var store = await OpenAsync();
        var entries = await UpsertAsync(store, 20);
        await store.DeleteAsync(new EntryFilter { Id = entries[3].Id }, dryRun: false, Cancellation);
        var record = new StoredRecord { Kind = RecordKinds.Audit, Id = "1", At = SampleEntries.Now, Content = new byte[] { 7 } };
        await store.AddRecordsAsync([record], Cancellation);
        store.Touch(entries[0].Id, SampleEntries.Now);

        var made = await store.BackUpAsync(Cancellation);
        var result = StoreRestore.Restore(Path.Combine(Backups, made.Name), Restored, replaces: false);

        var restored = await Folder.OpenAsync(options => options.Directory = Restored);
        Assert.Equal((made.Name, 19L), (result.Name, result.Entries));
        Assert.Equal(new FileInfo(Path.Combine(Backups, made.Name)).Length, made.Bytes);
        Assert.Equal(entries[5].Id, (await SearchAsync(restored, entries[5]))[0]);
        Assert.Null(await restored.GetAsync(entries[3].Id, Cancellation));
        Assert.Equal(1, (await restored.GetAsync(entries[0].Id, Cancellation))!.HitCount);
        Assert.Equal(record.Content.ToArray(), (await restored.GetRecordAsync(RecordKinds.Audit, "1", Cancellation))!.Content.ToArray());
        Assert.Equal(
            await IdsAsync(store),
            await IdsAsync(restored));
    }

    [Fact]
    public async Task BackUpAsync_Twice_MakesTwoFilesAndNoOther()
    {
        var store = await OpenAsync();

        var first = await store.BackUpAsync(Cancellation);
        var second = await store.BackUpAsync(Cancellation);

        string[] names = [first.Name, second.Name];
        Assert.Equal(2, names.Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task BackUpAsync_FolderCannotBeMade_SaysSo()
    {
        Directory.CreateDirectory(Folder.Directory);
        await File.WriteAllTextAsync(Backups, "a file", Cancellation);
        var store = await OpenAsync();

        var failure = await Assert.ThrowsAsync<StoreBackupException>(() => store.BackUpAsync(Cancellation));

        Assert.Contains("Store:Embedded:BackupDirectory", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackUpAsync_NoFolderIsSet_WritesBesideTheData()
    {
        var data = Path.Combine(Folder.Directory, "data");
        var store = await Folder.OpenAsync(options => options.Directory = data);

        var made = await store.BackUpAsync(Cancellation);

        Assert.True(File.Exists(Path.Combine(Folder.Directory, "backups", made.Name)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(0)]
    public async Task Restore_TornBackup_IsRefusedAndLeavesNothing(double share)
    {
        var file = await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        await File.WriteAllBytesAsync(file, bytes[..(int)(bytes.Length * share)], Cancellation);

        Assert.Throws<StoreBackupException>(() => StoreRestore.Restore(file, Restored, replaces: false));

        Assert.Equal(["store.lock"], Directory.GetFiles(Restored).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Restore_PageWasOverwritten_IsRefused()
    {
        var file = await MakeAsync();
        await using (var stream = File.OpenWrite(file))
        {
            stream.Position = stream.Length / 2 / 8192 * 8192;
            await stream.WriteAsync(new byte[8192], Cancellation);
        }

        var failure = Assert.Throws<StoreBackupException>(() => StoreRestore.Restore(file, Restored, replaces: false));

        Assert.Contains("is damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_AnotherProgramsFile_IsRefused()
    {
        Directory.CreateDirectory(Folder.Directory);
        var file = Path.Combine(Folder.Directory, "letter.txt");
        await File.WriteAllTextAsync(file, new string('x', 20_000), Cancellation);

        Assert.Throws<StoreBackupException>(() => StoreRestore.Restore(file, Restored, replaces: false));
    }

    [Fact]
    public async Task Restore_DirectoryInUse_IsRefused()
    {
        var file = await MakeAsync();

        var failure = Assert.Throws<StoreBackupException>(() => StoreRestore.Restore(file, Folder.Directory, replaces: true));

        Assert.Contains("stop the service", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_DatabaseIsThere_IsReplacedOnDemandAndKept()
    {
        var file = await MakeAsync();
        var old = await Folder.OpenAsync(options => options.Directory = Restored);
        var mine = SampleEntries.Create(99);
        await old.UpsertAsync([mine], Cancellation);
        await old.DisposeAsync();

        Assert.Throws<StoreBackupException>(() => StoreRestore.Restore(file, Restored, replaces: false));
        StoreRestore.Restore(file, Restored, replaces: true);

        var restored = await Folder.OpenAsync(options => options.Directory = Restored);
        Assert.Equal(40, await restored.CountAsync(new EntryFilter(), Cancellation));
        Assert.Null(await restored.GetAsync(mine.Id, Cancellation));
        Assert.True(File.Exists(Path.Combine(Restored, StoreRestore.ReplacedName)));
    }

    [Fact]
    public async Task Restore_ServicesOwnDatabase_IsRefused()
    {
        await MakeAsync();

        var failure = Assert.Throws<StoreBackupException>(() => StoreRestore.Restore(Folder.DatabasePath, Restored, replaces: false));

        Assert.Contains(SqliteDatabase.FileName + "-wal", failure.Message, StringComparison.Ordinal);
    }

    private Task<EmbeddedStore> OpenAsync() => Folder.OpenAsync(options => options.BackupDirectory = Backups);

    private async Task<string> MakeAsync()
    {
        var store = await OpenAsync();
        await UpsertAsync(store, 40);
        return Path.Combine(Backups, (await store.BackUpAsync(Cancellation)).Name);
    }

    private static async Task<EntryId[]> IdsAsync(EmbeddedStore store) =>
        [.. (await store.ListAsync(new EntryFilter(), new PageRequest(100, ""), Cancellation)).Entries.Select(entry => entry.Id)];
}
