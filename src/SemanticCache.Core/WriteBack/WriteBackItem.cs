using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>An admitted answer on its way to the store.</summary>
internal sealed class WriteBackItem
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteBackItem(ScopedRequest request, Answer answer, Finding finding, TimeSpan timeToLive)
    {
        Request = request;
        Answer = answer;
        Vector = finding.Vector;
        Decision = finding.Outcome?.Decision;
        TimeToLive = timeToLive;
    }

    /// <summary>The request that was answered.</summary>
    public ScopedRequest Request { get; }

    /// <summary>The answer.</summary>
    public Answer Answer { get; }

    /// <summary>The question's vector; empty when it was not embedded yet.</summary>
    public ReadOnlyMemory<float> Vector { get; }

    /// <summary>The decision that made it a miss; null where nothing was decided.</summary>
    public Decision? Decision { get; }

    /// <summary>How long the entry may be served.</summary>
    public TimeSpan TimeToLive { get; }

    /// <summary>Whether the entry is to be pinned.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Completes when the answer is durable (true) or was dropped (false).</summary>
    public Task<bool> Done => _done.Task;

    /// <summary>Ends the item.</summary>
    public void Complete(bool stored) => _done.TrySetResult(stored);
}
