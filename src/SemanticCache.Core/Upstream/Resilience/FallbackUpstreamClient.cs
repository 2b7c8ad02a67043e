using System.Runtime.CompilerServices;

namespace SemanticCache.Core.Upstream.Resilience;

/// <summary>Asks endpoints in order until one begins to answer; a request that one rejects is rejected by all.</summary>
internal sealed class FallbackUpstreamClient : IUpstreamClient
{
    private readonly IReadOnlyList<IUpstreamClient> _endpoints;

    /// <param name="endpoints">The endpoints, at least one, the preferred one first.</param>
    public FallbackUpstreamClient(IReadOnlyList<IUpstreamClient> endpoints)
    {
        _endpoints = endpoints;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var answer = await OpenAsync(request, cancellationToken);
        await foreach (var part in answer.ReadAsync(cancellationToken))
        {
            yield return part;
        }
    }

    private async ValueTask<OpenedAnswer> OpenAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await OpenedAnswer.OpenAsync(_endpoints[i], request, cancellationToken);
            }
            catch (UpstreamException failure) when (i < _endpoints.Count - 1 && UpstreamFailures.IsEndpoints(failure))
            {
                // Told by the metrics of the endpoint itself; the next one gets its chance.
                continue;
            }
        }
    }
}
