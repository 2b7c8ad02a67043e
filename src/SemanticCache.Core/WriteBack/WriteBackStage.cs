using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.WriteBack;

/// <summary>Admits answers and stores them.</summary>
internal sealed class WriteBackStage
{
    private readonly WriteBackQueue _queue;
    private readonly EntryWriter _writer;
    private readonly CacheMetrics _metrics;

    public WriteBackStage(WriteBackQueue queue, EntryWriter writer, CacheMetrics metrics)
    {
        _queue = queue;
        _writer = writer;
        _metrics = metrics;
    }

    /// <summary>Queues an upstream's answer to a request that the cache could not serve, if admitted; completes when it is durable or dropped.</summary>
    public Task QueueAsync(ScopedRequest request, Answer answer, Finding finding)
    {
        var (admission, storable) = AdmissionRules.Admit(request, answer);
        _metrics.Admitted(admission);
        if (admission is not Admission.Admitted)
        {
            return Task.CompletedTask;
        }

        var item = new WriteBackItem(request, storable, finding, Lifetime(request, request.Policy.TimeToLive));
        _queue.Enqueue(item);
        return item.Done;
    }

    /// <summary>Stores an answer that a caller brings, pinned or not, if admitted; durable when the call completes.</summary>
    public async Task<StoreResult> StoreAsync(ScopedRequest request, Answer answer, bool isPinned, CancellationToken cancellationToken)
    {
        var (admission, storable) = AdmissionRules.Admit(request, answer);
        if (admission is not Admission.Admitted)
        {
            return new StoreResult(default, default, admission, IsSemantic: false);
        }

        var item = new WriteBackItem(request, storable, default, Lifetime(request, request.Policy.MaximumTimeToLive)) { IsPinned = isPinned };
        var stored = await _writer.WriteAsync([item], keepsPinned: false, cancellationToken);
        return stored[0] is { } entry
            ? new StoreResult(entry.Id, entry.ExpiresAt, admission, !entry.Vector.IsEmpty)
            : new StoreResult(default, default, Admission.Quota, IsSemantic: false);
    }

    private static TimeSpan Lifetime(ScopedRequest request, TimeSpan longest)
    {
        var wanted = request.Request.Controls.TimeToLive ?? request.Policy.TimeToLive;
        return wanted < longest ? wanted : longest;
    }
}
