namespace SemanticCache.Core.Upstream.Routes;

/// <summary>Puts equal endpoints into the order in which a request should try them.</summary>
internal sealed class EndpointBalancer
{
    private readonly IReadOnlyList<RouteEndpoint> _endpoints;
    private readonly Lock _lock = new();
    private readonly Random _random;

    /// <param name="endpoints">The endpoints, at least one.</param>
    /// <param name="random">Draws the endpoints that are compared.</param>
    public EndpointBalancer(IReadOnlyList<RouteEndpoint> endpoints, Random random)
    {
        _endpoints = endpoints;
        _random = random;
    }

    /// <summary>
    /// Returns all endpoints. Each place goes to the better of two that are drawn, so that not every request runs to the same best one; those that
    /// failed lately come last, the one that had the longest rest first.
    /// </summary>
    public IReadOnlyList<RouteEndpoint> Order()
    {
        if (_endpoints.Count == 1)
        {
            return _endpoints;
        }

        var failures = _endpoints.Select(endpoint => (Endpoint: endpoint, endpoint.Pace.RecentFailure)).ToList();
        var sound = failures.Where(known => known.RecentFailure is null).Select(known => known.Endpoint).ToList();
        var order = new List<RouteEndpoint>(_endpoints.Count);
        while (sound.Count > 0)
        {
            var best = BetterOfTwo(sound);
            sound.Remove(best);
            order.Add(best);
        }

        return [.. order, .. failures.Where(known => known.RecentFailure is not null).OrderByDescending(known => known.RecentFailure).Select(known => known.Endpoint)];
    }

    private RouteEndpoint BetterOfTwo(List<RouteEndpoint> endpoints)
    {
        if (endpoints.Count == 1)
        {
            return endpoints[0];
        }

        var (first, second) = Draw(endpoints.Count);
        return endpoints[second].Pace.Cost < endpoints[first].Pace.Cost ? endpoints[second] : endpoints[first];
    }

    private (int First, int Second) Draw(int count)
    {
        lock (_lock)
        {
            var first = _random.Next(count);
            var second = _random.Next(count - 1);
            return (first, second < first ? second : second + 1);
        }
    }
}
