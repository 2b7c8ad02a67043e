using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Embedded.Sqlite;

namespace SemanticCache.Store.Embedded.Tests;

/// <summary>A data directory of one test, with the stores that were opened on it.</summary>
public sealed class StoreFolder : IAsyncDisposable
{
    private readonly List<EmbeddedStore> _stores = [];

    public string Directory { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public string DatabasePath => Path.Combine(Directory, SqliteDatabase.FileName);

    public FakeTimeProvider Time { get; } = new(SampleEntries.Now);

    public FakeLogger<EmbeddedStore> Logger { get; } = new();

    /// <summary>Opens a store, after <paramref name="configure"/> changed its options.</summary>
    public async Task<EmbeddedStore> OpenAsync(Action<EmbeddedStoreOptions>? configure = null)
    {
        var options = new EmbeddedStoreOptions
        {
            Directory = Directory,
            Durability = Durability.Normal,
            LockTimeout = TimeSpan.FromSeconds(1),
        };
        configure?.Invoke(options);
        var store = new EmbeddedStore(Options.Create(options), Time, Logger);
        _stores.Add(store);
        await store.OpenAsync(TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>Runs SQL on a connection of its own.</summary>
    public long Run(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>Opens a connection beside the store's.</summary>
    public SqliteConnection Connect()
    {
        System.IO.Directory.CreateDirectory(Directory);
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
