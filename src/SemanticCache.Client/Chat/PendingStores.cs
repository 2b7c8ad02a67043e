using Microsoft.Extensions.Logging;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client.Chat;

/// <summary>Stores answers behind the responses, a limited number at a time.</summary>
internal sealed class PendingStores
{
    private readonly SemanticCacheClient _client;
    private readonly SemanticCacheChatOptions _options;
    private readonly ILogger _logger;
    private readonly HashSet<Task> _pending = [];
    private readonly Lock _gate = new();

    /// <summary>Stores through a client.</summary>
    public PendingStores(SemanticCacheClient client, SemanticCacheChatOptions options, ILogger logger)
    {
        _client = client;
        _options = options;
        _logger = logger;
    }

    /// <summary>Starts to store an answer; at the limit it is dropped.</summary>
    public void Start(Question question, Answer answer)
    {
        Task store;
        lock (_gate)
        {
            if (_pending.Count >= _options.MaximumStoresInFlight)
            {
                Log.StoreDropped(_logger, _options.MaximumStoresInFlight);
                return;
            }

            store = Task.Run(() => StoreAsync(question, answer));
            _pending.Add(store);
        }

        _ = store.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until what is on its way now is stored or given up.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.WhenAll(_pending).WaitAsync(cancellationToken);
        }
    }

    private async Task StoreAsync(Question question, Answer answer)
    {
        try
        {
            using var limit = new CancellationTokenSource(_options.StoreTimeout, _options.TimeProvider);
            await _client.Cache.StoreAsync(RequestFor(question, answer), cancellationToken: limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Log.StoreFailed(_logger, failure);
        }
    }

    private StoreRequest RequestFor(Question question, Answer answer)
    {
        var request = new StoreRequest { Question = question, Answer = answer };
        if (_options.CacheControl is { } control)
        {
            request.CacheControl = new CacheControl { Ttl = control.Ttl, Tags = { control.Tags }, Sources = { control.Sources } };
        }

        return request;
    }

    private void Remove(Task store)
    {
        lock (_gate)
        {
            _pending.Remove(store);
        }
    }
}
