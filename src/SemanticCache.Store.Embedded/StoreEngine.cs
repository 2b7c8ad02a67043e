using Microsoft.Extensions.Logging;
using SemanticCache.Store.Embedded.Memory;
using SemanticCache.Store.Embedded.Namespaces;
using SemanticCache.Store.Embedded.Reading;
using SemanticCache.Store.Embedded.Sqlite;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded;

/// <summary>The parts of an open store, from opening to closing.</summary>
internal sealed class StoreEngine : IAsyncDisposable
{
    private readonly IDisposable _directoryLock;
    private readonly SqliteSession _writerSession;
    private readonly ReaderPool _readers;
    private readonly ITimer _touchTimer;
    private readonly ILogger _logger;

    private StoreEngine(
        IDisposable directoryLock, SqliteSession writerSession, EmbeddedStoreOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _directoryLock = directoryLock;
        _writerSession = writerSession;
        _logger = logger;
        _readers = new ReaderPool(new SqliteDatabase(options).OpenReader, Environment.ProcessorCount * 2);
        State = new LiveState(options.MemoryCacheEntries);
        Writes = new WriteQueue(options.WriteQueueLimit);
        Writer = new Writer(writerSession, Writes, State, options.MaximumBatch, logger);
        Lookup = new EntryLookup(State.Entries, _readers, Writes, logger);
        Matches = new MatchLookup(State, Lookup, _readers, Writes, logger);
        Search = new SemanticSearch(State.Partitions, Matches);
        List = new EntryList(_readers, Lookup);
        Merges = new MergeList(_readers);
        _touchTimer = timeProvider.CreateTimer(_ => NewTouchFlush().TryEnqueue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is kept in memory.</summary>
    public LiveState State { get; }

    /// <summary>Where writes wait.</summary>
    public WriteQueue Writes { get; }

    /// <summary>What does the writes.</summary>
    public Writer Writer { get; }

    /// <summary>Reads entries by id.</summary>
    public EntryLookup Lookup { get; }

    /// <summary>Reads entries by their ids and their aliases'.</summary>
    public MatchLookup Matches { get; }

    /// <summary>Finds the nearest entries.</summary>
    public SemanticSearch Search { get; }

    /// <summary>Reads lists.</summary>
    public EntryList List { get; }

    /// <summary>Reads lists of merges.</summary>
    public MergeList Merges { get; }

    /// <summary>Opens the database, loads the indexes and starts the writer.</summary>
    /// <exception cref="StoreOpenException">The directory or the database cannot be used.</exception>
    public static StoreEngine Open(
        EmbeddedStoreOptions options, TimeProvider timeProvider, ILogger logger, CancellationToken cancellationToken)
    {
        logger.Opening(options.Directory);
        var began = timeProvider.GetTimestamp();
        var directoryLock = DirectoryLock.Acquire(options.Directory);
        var session = default(SqliteSession);
        try
        {
            session = new SqliteDatabase(options).OpenWriter();
            var engine = new StoreEngine(directoryLock, session, options, timeProvider, logger);
            DeletedNamespaces.FinishAll(session, cancellationToken);
            new EntryLoader(engine.State, logger).Load(session, timeProvider.GetUtcNow(), cancellationToken);
            new AliasLoader(engine.State, logger).Load(session, timeProvider.GetUtcNow(), cancellationToken);
            engine.Writer.Start();
            engine._touchTimer.Change(options.TouchFlushInterval, options.TouchFlushInterval);
            logger.Opened(
                engine.State.Counts.Total, engine.State.Partitions.Count, (long)timeProvider.GetElapsedTime(began).TotalMilliseconds);
            return engine;
        }
        catch
        {
            session?.Dispose();
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>Reads on a session of its own.</summary>
    public TResult Read<TResult>(Func<SqliteSession, TResult> read) => _readers.Read(read, static (session, read) => read(session));

    /// <summary>Hands a write to the writer and waits until it is durable and visible.</summary>
    public async Task<TResult> WriteAsync<TResult>(WriteOperation<TResult> operation, CancellationToken cancellationToken)
    {
        await Writes.EnqueueAsync(operation, cancellationToken);
        return await operation.Completion;
    }

    /// <summary>Writes the pending servings down, a portion at a time.</summary>
    public async Task FlushTouchesAsync(CancellationToken cancellationToken)
    {
        int written;
        do
        {
            written = await WriteAsync(NewTouchFlush(), cancellationToken);
        }
        while (written == TouchFlush.ChunkSize);
    }

    /// <summary>Finishes what waits, writes the last servings down and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _touchTimer.DisposeAsync();
        await FlushTouchesAsync(CancellationToken.None);
        Writes.Close();
        await Writer.Ended;
        _readers.Dispose();
        _writerSession.Dispose();
        State.Partitions.Clear();
        Writes.Dispose();
        _directoryLock.Dispose();
        _logger.Closed();
    }

    private TouchFlushOperation NewTouchFlush() => new(State.Touches, Writes, _logger);
}
