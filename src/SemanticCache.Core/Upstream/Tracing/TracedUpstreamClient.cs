using System.Runtime.CompilerServices;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Core.Upstream.Tracing;

/// <summary>Traces and measures every time that an endpoint is asked, from the request to the last part of the answer.</summary>
/// <remarks>Stands inside of the retries, so that each has a span of its own.</remarks>
internal sealed class TracedUpstreamClient : IUpstreamClient
{
    private readonly IUpstreamClient _inner;
    private readonly UpstreamTarget _target;
    private readonly UpstreamMetrics _metrics;
    private readonly TimeProvider _time;

    public TracedUpstreamClient(IUpstreamClient inner, UpstreamTarget target, UpstreamMetrics metrics, TimeProvider time)
    {
        _inner = inner;
        _target = target;
        _metrics = metrics;
        _time = time;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = new ChatCall(_target, request, _metrics, _time);
        await using var parts = _inner.AskAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(parts, call))
        {
            if (parts.Current is AnswerEnd end)
            {
                call.Answered(end);
            }

            yield return parts.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<AnswerEvent> parts, ChatCall call)
    {
        try
        {
            var hasPart = await parts.MoveNextAsync();
            if (!hasPart)
            {
                call.Failed(WireName.Of(UpstreamFailure.InvalidAnswer));
            }

            return hasPart;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            call.Failed(failure is UpstreamException known ? WireName.Of(known.Failure) : failure.GetType().Name);
            throw;
        }
    }
}
