using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.Store.Qdrant.Collections;
using SemanticCache.Store.Qdrant.Reading;
using SemanticCache.Store.Qdrant.Writing;

namespace SemanticCache.Store.Qdrant;

/// <summary>Keeps entries, labels and namespaces in Qdrant, where several instances share them.</summary>
/// <remarks>
/// Qdrant has no transactions. Writes of one instance go one after another; what takes several calls is ordered so that a crash between them
/// costs at most aliases or counts; and an alias carries the stamp of the answer that it belongs to, so that one of an older answer leads nowhere.
/// </remarks>
public sealed partial class QdrantStore : ICacheStore, INamespaceStore, IRecordStore, IAsyncDisposable
{
    /// <summary>The name of the meter of the calls to Qdrant.</summary>
    public const string MeterName = QdrantMetrics.MeterName;

    private readonly QdrantGateway _gateway;
    private readonly CollectionCatalogue _collections;
    private readonly WordingReader _reader;
    private readonly OrderedKeys _ordered;
    private readonly WordingWriter _writer;
    private readonly PendingTouches _touches;
    private readonly ByteTally _bytes;
    private readonly QdrantStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QdrantStore> _logger;
    private readonly SemaphoreSlim _writes = new(1, 1);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile bool _isOpen;

    internal QdrantStore(IOptions<QdrantStoreOptions> options, QdrantMetrics metrics, TimeProvider time, ILogger<QdrantStore> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _gateway = new QdrantGateway(_options, metrics, time) { CollectionMissing = Reopen };
        _collections = new CollectionCatalogue(_gateway, _options);
        _reader = new WordingReader(_gateway, _collections);
        _ordered = new OrderedKeys(_gateway, _reader);
        _writer = new WordingWriter(_gateway, _collections, _reader, time);
        _touches = new PendingTouches();
        _bytes = new ByteTally(time);
    }

    /// <summary>The model that questions are embedded with, whose collection is made when the store is opened; null leaves that to its first entry.</summary>
    internal EmbedderDescription? Model { get; init; }

    /// <summary>Makes and checks the collections, and finishes deletions that were cut off; does nothing when that was done.</summary>
    /// <exception cref="StoreMismatchException">A collection was made for something else.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (!_isOpen)
            {
                await _collections.OpenAsync(Model, cancellationToken);
                await FinishDeletionsAsync(cancellationToken);
                _isOpen = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Opens the store where that was not possible before, finds what other instances made, and writes times of use down.</summary>
    internal async Task KeepAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await _collections.RefreshAsync(cancellationToken);
        await FlushTouchesAsync(cancellationToken);
    }

    /// <summary>Writes the pending times of use down and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_isOpen)
            {
                await FlushTouchesAsync(CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            // The boundary of the store's life: times of use are the only thing lost.
            Log.TouchesLost(_logger, failure);
        }

        _gateway.Dispose();
        _writes.Dispose();
        _opening.Dispose();
    }

    // A Qdrant that lost its data is filled anew.
    private void Reopen()
    {
        _collections.Forget();
        _isOpen = false;
    }

    // One after another, and to the end: what takes several calls must not be left half-way because a caller went away.
    private async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await _writes.WaitAsync(cancellationToken);
        try
        {
            return await write(CancellationToken.None);
        }
        finally
        {
            _writes.Release();
        }
    }
}
