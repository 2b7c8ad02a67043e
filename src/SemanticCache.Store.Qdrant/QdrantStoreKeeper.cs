using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SemanticCache.Store.Qdrant;

/// <summary>Opens the store as soon as Qdrant lets it, and writes down times of use at intervals.</summary>
internal sealed class QdrantStoreKeeper : BackgroundService
{
    private readonly QdrantStore _store;
    private readonly QdrantStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QdrantStoreKeeper> _logger;
    private bool _isFailing;

    public QdrantStoreKeeper(QdrantStore store, IOptions<QdrantStoreOptions> options, TimeProvider time, ILogger<QdrantStoreKeeper> logger)
    {
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Opens the store; one that is away opens later, and only a collection of something else keeps the host from starting.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _store.OpenAsync(cancellationToken);
            Log.Opened(_logger, _options.Address, _options.CollectionPrefix);
        }
        catch (Exception failure) when (failure is not StoreMismatchException && !cancellationToken.IsCancellationRequested)
        {
            Log.NotOpen(_logger, failure, _options.Address);
            _isFailing = true;
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.TouchFlushInterval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await KeepAsync(stoppingToken);
        }
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _store.KeepAsync(stoppingToken);
            if (_isFailing)
            {
                Log.Opened(_logger, _options.Address, _options.CollectionPrefix);
            }

            _isFailing = false;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: the next tick tries again, and one line tells of an outage.
            if (!_isFailing)
            {
                Log.TouchesLost(_logger, failure);
            }

            _isFailing = true;
        }
    }
}
