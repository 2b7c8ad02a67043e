using SemanticCache.Core.Reporting;
using SemanticCache.Core.Upstream.Resilience;

namespace SemanticCache.Core.Upstream.Routes;

/// <summary>
/// Asks endpoints in order until one begins to answer, and the next one already while the first keeps its caller waiting. Whoever begins first wins;
/// the other is cancelled.
/// </summary>
/// <remarks>
/// Not Polly's hedging: that ends the winner's cancellation when its first part is here, and an opened answer must be cancellable to its end.
/// </remarks>
internal sealed class AnswerRace : IDisposable
{
    private readonly IReadOnlyList<RouteEndpoint> _endpoints;
    private readonly UpstreamRequest _request;
    private readonly TimeSpan? _hedgeAfter;
    private readonly UpstreamMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly List<Runner> _running = [];
    private Runner? _hedge;
    private Runner? _winner;
    private int _next;

    /// <param name="endpoints">The endpoints, at least one, the preferred one first.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="hedgeAfter">When one more is asked; null for never.</param>
    /// <param name="metrics">Counts those.</param>
    /// <param name="time">The clock.</param>
    public AnswerRace(IReadOnlyList<RouteEndpoint> endpoints, UpstreamRequest request, TimeSpan? hedgeAfter, UpstreamMetrics metrics, TimeProvider time)
    {
        _endpoints = endpoints;
        _request = request;
        _hedgeAfter = hedgeAfter;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>Returns the answer that begins first; throws the last failure when none does. To be called once.</summary>
    public async ValueTask<OpenedAnswer> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Start(cancellationToken);
            while (true)
            {
                if (await FirstAsync() is not { } first)
                {
                    _hedge = Start(cancellationToken);
                    continue;
                }

                _running.Remove(first);
                try
                {
                    var answer = await first.Opening;
                    _winner = first;
                    return answer;
                }
                catch (UpstreamException failure)
                {
                    if (!GoesOn(failure, cancellationToken))
                    {
                        throw;
                    }
                }
                finally
                {
                    if (_winner is null)
                    {
                        first.Dispose();
                    }
                }
            }
        }
        finally
        {
            Finish();
        }
    }

    /// <summary>Frees what the winner's answer needed to its end.</summary>
    public void Dispose() => _winner?.Dispose();

    // Null when the time is up at which one more is asked.
    private async Task<Runner?> FirstAsync()
    {
        if (_hedgeAfter is not { } patience || _hedge is not null || _next == _endpoints.Count)
        {
            await Task.WhenAny(_running.Select(runner => runner.Opening));
        }
        else
        {
            using var stop = new CancellationTokenSource();
            await Task.WhenAny([.. _running.Select(runner => runner.Opening), Task.Delay(patience, _time, stop.Token)]);
            await stop.CancelAsync();
        }

        return _running.Find(runner => runner.Opening.IsCompleted);
    }

    // A request that one endpoint rejects goes to no further one; who is running already may still accept it.
    private bool GoesOn(UpstreamException failure, CancellationToken cancellationToken)
    {
        if (!UpstreamFailures.IsEndpoints(failure))
        {
            _next = _endpoints.Count;
        }

        if (_running.Count == 0 && _next < _endpoints.Count)
        {
            Start(cancellationToken);
        }

        return _running.Count > 0;
    }

    private Runner Start(CancellationToken cancellationToken)
    {
        var runner = new Runner(_endpoints[_next++], _request, cancellationToken);
        _running.Add(runner);
        return runner;
    }

    private void Finish()
    {
        if (_hedge is not null)
        {
            _metrics.Hedged(_hedge.Endpoint.Name, won: _hedge == _winner);
        }

        foreach (var loser in _running)
        {
            _ = loser.LeaveAsync();
        }
    }

    private sealed class Runner : IDisposable
    {
        private readonly CancellationTokenSource _cancellation;

        public Runner(RouteEndpoint endpoint, UpstreamRequest request, CancellationToken cancellationToken)
        {
            Endpoint = endpoint;
            _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Opening = OpenedAnswer.OpenAsync(endpoint, request, _cancellation.Token).AsTask();
        }

        public RouteEndpoint Endpoint { get; }

        public Task<OpenedAnswer> Opening { get; }

        /// <summary>Cancels a loser, and closes its answer should that have begun all the same.</summary>
        public async Task LeaveAsync()
        {
            try
            {
                await _cancellation.CancelAsync();
                await using var answer = await Opening;
            }
            catch (Exception cause) when (cause is UpstreamException or OperationCanceledException)
            {
                // It had lost already.
                return;
            }
            finally
            {
                Dispose();
            }
        }

        public void Dispose() => _cancellation.Dispose();
    }
}
