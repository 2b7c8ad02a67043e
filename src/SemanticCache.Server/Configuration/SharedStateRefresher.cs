using Microsoft.Extensions.Options;
using SemanticCache.Core.Access;
using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;

namespace SemanticCache.Server.Configuration;

/// <summary>Looks at intervals for namespaces and keys that other instances changed, created or deleted.</summary>
internal sealed partial class SharedStateRefresher : BackgroundService
{
    private readonly NamespaceDirectory _namespaces;
    private readonly ApiKeyDirectory _keys;
    private readonly LabelKeeper _labels;
    private readonly LabelBook _book;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<SharedStateRefresher> _logger;
    private readonly HashSet<string> _learned = new(StringComparer.Ordinal);
    private bool _isFailing;

    public SharedStateRefresher(
        NamespaceDirectory namespaces, ApiKeyDirectory keys, LabelKeeper labels, LabelBook book, TimeProvider time, IOptions<NamespacesOptions> options, ILogger<SharedStateRefresher> logger)
    {
        _namespaces = namespaces;
        _keys = keys;
        _labels = labels;
        _book = book;
        _time = time;
        _interval = options.Value.RefreshInterval ?? Timeout.InfiniteTimeSpan;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _learned.UnionWith(_namespaces.All.Select(known => known.Name));
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RefreshAsync(stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _namespaces.RefreshAsync(stoppingToken);
            await _keys.LoadAsync(stoppingToken);
            string[] present = [.. _namespaces.All.Select(known => known.Name)];
            Forget(_learned.Except(present));
            string[] unlearned = [.. present.Except(_learned)];
            await _labels.LoadAsync(unlearned, stoppingToken);
            _learned.UnionWith(unlearned);
            _isFailing = false;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The boundary of this worker: the next tick tries again, and one line tells of an outage.
            if (!_isFailing)
            {
                LogFailed(failure);
            }

            _isFailing = true;
        }
    }

    // What a deleted namespace has taught must not decide in a later one of its name.
    private void Forget(IEnumerable<string> deleted)
    {
        foreach (var name in deleted.ToArray())
        {
            _book.Drop(name);
            _learned.Remove(name);
        }
    }

    [LoggerMessage(HostEventIds.RefreshFailed, LogLevel.Warning, "The store cannot be read; policies and keys stay as they are until it can.", EventName = nameof(HostEventIds.RefreshFailed))]
    private partial void LogFailed(Exception failure);
}
