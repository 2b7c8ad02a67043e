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
        var results = await StoreAsync([(request, new BroughtAnswer(request.Request, answer, isPinned))], cancellationToken);
        return results[0];
    }

    /// <summary>Stores the answers that are admitted, all or none, and returns in order what came of each; durable when the call completes.</summary>
    public async Task<StoreResult[]> StoreAsync(IReadOnlyList<(ScopedRequest Request, BroughtAnswer Brought)> pairs, CancellationToken cancellationToken)
    {
        var admitted = pairs.Select(pair => AdmissionRules.Admit(pair.Request, pair.Brought.Answer)).ToList();
        var results = admitted.Select(each => Refused(each.Admission)).ToArray();
        var wanted = Enumerable.Range(0, pairs.Count).Where(index => admitted[index].Admission is Admission.Admitted).ToList();
        if (wanted.Count == 0)
        {
            return results;
        }

        var items = wanted.ConvertAll(index => new WriteBackItem(
            pairs[index].Request, admitted[index].Storable, default, Lifetime(pairs[index].Request, pairs[index].Request.Policy.MaximumTimeToLive)) { IsPinned = pairs[index].Brought.IsPinned });
        var stored = await _writer.WriteAsync(items, keepsPinned: false, cancellationToken);
        foreach (var (index, entry) in wanted.Zip(stored))
        {
            results[index] = entry is null ? Refused(Admission.Quota) : new StoreResult(entry.Id, entry.ExpiresAt, Admission.Admitted, !entry.Vector.IsEmpty);
        }

        return results;
    }

    private static StoreResult Refused(Admission admission) => new(default, default, admission, IsSemantic: false);

    private static TimeSpan Lifetime(ScopedRequest request, TimeSpan longest)
    {
        var wanted = request.Request.Controls.TimeToLive ?? request.Policy.TimeToLive;
        return wanted < longest ? wanted : longest;
    }
}
