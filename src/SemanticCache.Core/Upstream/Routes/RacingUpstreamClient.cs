using System.Runtime.CompilerServices;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Upstream.Routes;

/// <summary>Asks the best of equal endpoints, and others where it does not begin to answer.</summary>
internal sealed class RacingUpstreamClient : IUpstreamClient
{
    private readonly EndpointBalancer _equals;
    private readonly IReadOnlyList<RouteEndpoint> _fallbacks;
    private readonly TimeSpan? _hedgeAfter;
    private readonly UpstreamMetrics _metrics;
    private readonly TimeProvider _time;

    /// <param name="equals">The equal endpoints.</param>
    /// <param name="fallbacks">The endpoints to ask behind them, in order.</param>
    /// <param name="hedgeAfter">How long the first part of a stream may take before one more is asked; null for ever.</param>
    /// <param name="metrics">Counts the times that this happens.</param>
    /// <param name="time">The clock.</param>
    public RacingUpstreamClient(EndpointBalancer equals, IReadOnlyList<RouteEndpoint> fallbacks, TimeSpan? hedgeAfter, UpstreamMetrics metrics, TimeProvider time)
    {
        _equals = equals;
        _fallbacks = fallbacks;
        _hedgeAfter = hedgeAfter;
        _metrics = metrics;
        _time = time;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The first part of a whole answer is its last: waiting for it tells nothing of the endpoint.
        using var race = new AnswerRace([.. _equals.Order(), .. _fallbacks], request, request.Stream ? _hedgeAfter : null, _metrics, _time);
        await using var answer = await race.OpenAsync(cancellationToken);
        await foreach (var part in answer.ReadAsync(cancellationToken))
        {
            yield return part;
        }
    }
}
