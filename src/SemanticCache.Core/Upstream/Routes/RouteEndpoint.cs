using System.Runtime.CompilerServices;
using Polly.CircuitBreaker;
using SemanticCache.Core.Upstream.Resilience;

namespace SemanticCache.Core.Upstream.Routes;

/// <summary>An endpoint that is watched, whoever asks it, so that routes can choose well.</summary>
internal sealed class RouteEndpoint : IUpstreamClient
{
    private readonly IUpstreamClient _inner;
    private readonly TimeProvider _time;

    public RouteEndpoint(string name, IUpstreamClient inner, TimeProvider time)
    {
        Name = name;
        _inner = inner;
        _time = time;
        Pace = new EndpointPace(time);
    }

    /// <summary>The endpoint's name.</summary>
    public string Name { get; }

    /// <summary>How it has done lately.</summary>
    public EndpointPace Pace { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var isOpen = true;
        Pace.Asked();
        try
        {
            await using var parts = _inner.AskAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(parts))
            {
                if (isOpen)
                {
                    isOpen = false;
                    Pace.Began(request.Stream ? _time.GetElapsedTime(started) : null);
                }

                yield return parts.Current;
            }
        }
        finally
        {
            // Whoever waits no longer tells that the first token takes at least as long.
            if (isOpen && request.Stream && cancellationToken.IsCancellationRequested)
            {
                Pace.KeptWaiting(_time.GetElapsedTime(started));
            }

            Pace.Left();
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<AnswerEvent> parts)
    {
        try
        {
            return await parts.MoveNextAsync();
        }
        catch (UpstreamException failure) when (UpstreamFailures.IsEndpoints(failure))
        {
            // One that is left alone was not asked: its pause must not grow by that.
            if (failure.InnerException is not BrokenCircuitException)
            {
                Pace.Failed();
            }

            throw;
        }
    }
}
