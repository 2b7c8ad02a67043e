namespace SemanticCache.Core.Upstream;

/// <summary>Asks one language-model endpoint.</summary>
public interface IUpstreamClient
{
    /// <summary>
    /// Returns the answer's parts as they come, at once when the request does not stream; the last is an <see cref="AnswerEnd"/>.
    /// Throws <see cref="UpstreamException"/> when the endpoint fails, also in mid-answer.
    /// </summary>
    IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, CancellationToken cancellationToken);
}
