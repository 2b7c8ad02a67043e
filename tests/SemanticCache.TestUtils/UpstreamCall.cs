using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;

namespace SemanticCache.TestUtils;

/// <summary>One question that reached a <see cref="ScriptedUpstream"/>; the test writes its answer part by part.</summary>
public sealed class UpstreamCall
{
    private readonly Channel<AnswerEvent> _parts = Channel.CreateUnbounded<AnswerEvent>();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal UpstreamCall(UpstreamRequest request)
    {
        Request = request;
    }

    /// <summary>What was asked.</summary>
    public UpstreamRequest Request { get; }

    /// <summary>Whether the asking side has cancelled.</summary>
    public bool IsCancelled => _cancelled.Task.IsCompleted;

    /// <summary>Completes when the asking side cancels.</summary>
    public Task WhenCancelled(CancellationToken cancellationToken) => _cancelled.Task.WaitAsync(Patience.Longest, cancellationToken);

    /// <summary>Sends a part.</summary>
    public void Send(AnswerEvent part) => _parts.Writer.TryWrite(part);

    /// <summary>Sends text.</summary>
    public void Send(string text) => Send(new TextDelta(text));

    /// <summary>Ends the answer.</summary>
    public void End(string finishReason = FinishReasons.Stop)
    {
        Send(new AnswerEnd(finishReason, Request.Model, new TokenUsage(10, 20)));
        _parts.Writer.TryComplete();
    }

    /// <summary>Stops without an end, as a cut connection may.</summary>
    public void Cut() => _parts.Writer.TryComplete();

    /// <summary>Fails.</summary>
    public void Fail(Exception? failure = null) =>
        _parts.Writer.TryComplete(failure ?? new UpstreamException(UpstreamFailure.Unavailable, "The script says so."));

    internal async IAsyncEnumerable<AnswerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => _cancelled.TrySetResult());
        try
        {
            await foreach (var part in _parts.Reader.ReadAllAsync(cancellationToken))
            {
                yield return part;
            }
        }
        finally
        {
            // The reading may notice the cancellation, and take the registration back, before its callback has run.
            if (cancellationToken.IsCancellationRequested)
            {
                _cancelled.TrySetResult();
            }
        }
    }
}
