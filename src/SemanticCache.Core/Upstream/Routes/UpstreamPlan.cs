namespace SemanticCache.Core.Upstream.Routes;

/// <summary>What will be asked of whom.</summary>
/// <param name="Client">Who is asked.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Choice">What a route decided; null where an endpoint is asked directly.</param>
internal sealed record UpstreamPlan(IUpstreamClient Client, UpstreamRequest Request, RouteChoice? Choice)
{
    /// <summary>Asks.</summary>
    public IAsyncEnumerable<AnswerEvent> AskAsync(CancellationToken cancellationToken) => Client.AskAsync(Request, cancellationToken);
}
