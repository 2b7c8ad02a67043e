using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Embedded;

/// <summary>The store of one machine: entries in SQLite, vectors in memory.</summary>
/// <remarks>
/// It must be opened before use; the host does so at start. An acknowledged write is durable and found by the next read.
/// </remarks>
public sealed partial class EmbeddedStore : ICacheStore, INamespaceStore, IRecordStore, IStoreBackup, IAsyncDisposable
{
    private readonly EmbeddedStoreOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<EmbeddedStore> _logger;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly SemaphoreSlim _backingUp = new(1, 1);
    private volatile StoreEngine? _engine;
    private bool _isDisposed;

    /// <summary>Creates the store, closed.</summary>
    public EmbeddedStore(IOptions<EmbeddedStoreOptions> options, TimeProvider timeProvider, ILogger<EmbeddedStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>Whether the store is open and loaded, hence ready for requests.</summary>
    public bool IsOpen => _engine is not null;

    /// <summary>How many corrupt entries and aliases reads have met, and deleted, since the store was opened.</summary>
    public long CorruptEntries => Engine.Lookup.CorruptEntries + Engine.Matches.CorruptAliases;

    /// <summary>How many transactions were committed since the store was opened; fewer than writes when callers share them.</summary>
    public long Transactions => Engine.Writer.Transactions;

    internal StoreEngine Engine => _engine ?? throw new InvalidOperationException("The store is not open.");

    /// <summary>Opens the database and loads the vectors; does nothing when the store is open.</summary>
    /// <exception cref="StoreOpenException">The directory or the database cannot be used; the message says what to do.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _engine ??= await Task.Run(
                () => StoreEngine.Open(_options, _timeProvider, _logger, cancellationToken), cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Finishes the writes that wait and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        try
        {
            _isDisposed = true;
            var engine = _engine;
            _engine = null;
            if (engine is not null)
            {
                await engine.DisposeAsync();
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
