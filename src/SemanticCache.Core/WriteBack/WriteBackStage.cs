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

    /// <summary>Stores an answer that a caller brings, if admitted; durable when the call completes.</summary>
    public async Task<StoreResult> StoreAsync(ScopedRequest request, Answer answer, CancellationToken cancellationToken)
    {
        var (admission, storable) = AdmissionRules.Admit(request, answer);
        if (admission is not Admission.Admitted)
        {
            return new StoreResult(default, default, admission, IsSemantic: false);
        }

        var item = new WriteBackItem(request, storable, default, Lifetime(request, request.Policy.MaximumTimeToLive));
        var stored = await _writer.WriteAsync([item], cancellationToken);
        return new StoreResult(stored[0].Id, stored[0].ExpiresAt, admission, !stored[0].Vector.IsEmpty);
    }

    private static TimeSpan Lifetime(ScopedRequest request, TimeSpan longest)
    {
        var wanted = request.Request.Controls.TimeToLive ?? request.Policy.TimeToLive;
        return wanted < longest ? wanted : longest;
    }
}
