using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>The answer to one question, part by part as the test says them.</summary>
internal sealed class Script
{
    private readonly Channel<AnswerEvent> _parts = Channel.CreateUnbounded<AnswerEvent>();
    private readonly TaskCompletionSource<UpstreamRequest> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    /// <summary>How often the upstream was asked.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Completes with the first request.</summary>
    public Task<UpstreamRequest> Asked => _asked.Task;

    /// <summary>Completes when the service gives the request up.</summary>
    public Task Cancelled => _cancelled.Task;

    /// <summary>Says more.</summary>
    public Script Say(string text)
    {
        _parts.Writer.TryWrite(new TextDelta(text));
        return this;
    }

    /// <summary>Says any part.</summary>
    public Script Say(AnswerEvent part)
    {
        _parts.Writer.TryWrite(part);
        return this;
    }

    /// <summary>Ends the answer.</summary>
    public void End(string finishReason = FinishReasons.Stop)
    {
        Say(new AnswerEnd(finishReason, "scripted-1", new TokenUsage(3, 5)));
        _parts.Writer.Complete();
    }

    /// <summary>Fails in the place where the answer stands.</summary>
    public void Fail(Exception failure) => _parts.Writer.Complete(failure);

    public async IAsyncEnumerable<AnswerEvent> PlayAsync(UpstreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        _asked.TrySetResult(request);
        try
        {
            await foreach (var part in _parts.Reader.ReadAllAsync(cancellationToken))
            {
                yield return part;
            }
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _cancelled.TrySetResult();
            }
        }
    }
}
