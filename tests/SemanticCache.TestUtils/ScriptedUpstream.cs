using System.Collections.Concurrent;
using System.Threading.Channels;
using SemanticCache.Core.Upstream;

namespace SemanticCache.TestUtils;

/// <summary>An upstream under the test's control: it answers at once, or waits for the test to write each answer.</summary>
public sealed class ScriptedUpstream : IUpstreamClient
{
    private readonly ConcurrentQueue<UpstreamCall> _calls = new();
    private readonly Channel<UpstreamCall> _arrivals = Channel.CreateUnbounded<UpstreamCall>();

    /// <summary>Gets or sets whether each answer is written by the test; otherwise every question is answered at once.</summary>
    public bool IsManual { get; set; }

    /// <summary>Gets or sets the text of an answer that is given at once.</summary>
    public Func<UpstreamRequest, string> AnswerText { get; set; } = request => "Answer to: " + request.Messages[^1].Text;

    /// <summary>Gets or sets the finish reason of an answer that is given at once.</summary>
    public string FinishReason { get; set; } = "stop";

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<UpstreamCall> Calls => [.. _calls];

    /// <summary>Returns the next call that was not returned yet, as soon as it comes.</summary>
    public Task<UpstreamCall> NextCallAsync(CancellationToken cancellationToken) =>
        _arrivals.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience.Longest, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<AnswerEvent> AskAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        var call = new UpstreamCall(request);
        if (!IsManual)
        {
            call.Send(AnswerText(request));
            call.End(FinishReason);
        }

        _calls.Enqueue(call);
        _arrivals.Writer.TryWrite(call);
        return call.ReadAsync(cancellationToken);
    }
}
