using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SemanticCache.Store.Embedded.Sqlite;

/// <summary>Opens sessions on the database file and brings its schema up to date.</summary>
internal sealed class SqliteDatabase
{
    /// <summary>The name of the database file in the data directory.</summary>
    public const string FileName = "semanticcache.db";

    private const int NotADatabase = 26;

    // Three entries of the usual 2.4 kB fit into a page; of the default 4 kB, one would.
    private const int PageSize = 8192;

    // Ids are random, so each write touches pages all over the indexes: rarer checkpoints copy each page once for many writes.
    private const int CheckpointPages = 4_000;
    private const int WriterCacheKilobytes = 32 * 1024;

    private readonly string _path;
    private readonly string _connectionString;
    private readonly string _synchronous;

    /// <summary>Describes the database without opening it.</summary>
    public SqliteDatabase(EmbeddedStoreOptions options)
    {
        _path = Path.Combine(options.Directory, FileName);
        _synchronous = options.Durability == Durability.Full ? "FULL" : "NORMAL";
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = (int)options.LockTimeout.TotalSeconds,
        }.ToString();
    }

    /// <summary>Opens the writing session, creates the file if missing and migrates it.</summary>
    /// <exception cref="StoreOpenException">The file is no database of ours, or of a later version.</exception>
    public SqliteSession OpenWriter()
    {
        var session = Connect();
        try
        {
            session.Execute($"PRAGMA page_size = {PageSize}");
            Check(session);
            session.Execute("PRAGMA journal_mode = WAL");
            session.Execute($"PRAGMA synchronous = {_synchronous}");
            session.Execute($"PRAGMA wal_autocheckpoint = {CheckpointPages}");
            session.Execute($"PRAGMA journal_size_limit = {2 * CheckpointPages * PageSize}");
            session.Execute($"PRAGMA cache_size = -{WriterCacheKilobytes}");
            session.Execute("PRAGMA temp_store = MEMORY");
            Migrate(session);
            return session;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NotADatabase)
        {
            session.Dispose();
            throw new StoreOpenException(
                $"'{_path}' is not a SQLite database; move it away to start with an empty store, or restore it from a backup.", exception);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a reading session; the writer must have been opened before.</summary>
    public SqliteSession OpenReader()
    {
        var session = Connect();
        session.Execute("PRAGMA query_only = ON");
        return session;
    }

    /// <summary>Opens a session that copies the whole database, which a reading session may not; the writer must have been opened before.</summary>
    public SqliteSession OpenCopier() => Connect();

    private SqliteSession Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Check(SqliteSession session)
    {
        var tables = session.QueryNumber("SELECT count(*) FROM sqlite_schema");
        var applicationId = session.QueryNumber("PRAGMA application_id");
        if (tables > 0 && applicationId != Schema.ApplicationId)
        {
            throw new StoreOpenException(
                $"'{_path}' is another program's database; set "
                + $"{EmbeddedStoreOptions.SectionName}:{nameof(EmbeddedStoreOptions.Directory)} to another directory.");
        }

        var version = session.QueryNumber("PRAGMA user_version");
        if (version > Schema.Version)
        {
            throw new StoreOpenException(
                $"'{_path}' was written by a later version (schema {version}, this one knows {Schema.Version}); "
                + "run that version, or move the file away to start with an empty store.");
        }
    }

    private static void Migrate(SqliteSession session)
    {
        for (var version = session.QueryNumber("PRAGMA user_version"); version < Schema.Version; version++)
        {
            session.Execute("BEGIN IMMEDIATE");
            session.Execute(Schema.Migrations[version]);
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Schema.ApplicationId}"));
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            session.Execute("COMMIT");
        }
    }
}
