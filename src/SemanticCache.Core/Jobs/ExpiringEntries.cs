using System.Collections.Concurrent;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Jobs;

/// <summary>The work of jobs that ask popular entries anew: the next one, most popular first, and what there is of them.</summary>
internal sealed class ExpiringEntries
{
    private const int ReadAtOnce = 200;
    private const int MostFound = 1000;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly ICacheStore _store;
    private readonly JobAsker _asker;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ExpiringQueue> _queues = new(StringComparer.Ordinal);

    public ExpiringEntries(ICacheStore store, JobAsker asker, TimeProvider time)
    {
        _store = store;
        _asker = asker;
        _time = time;
    }

    /// <summary>Asks the next entry anew, or looks for more, and returns the job as it is then.</summary>
    public async Task<BackgroundJob> StepAsync(BackgroundJob job, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (!_queues.TryGetValue(job.Id, out var queue) || (queue.Entries.Count == 0 && queue.NextLook <= now))
        {
            (queue, job) = await LookAsync(job, now, cancellationToken);
            _queues[job.Id] = queue;
        }

        if (!queue.Entries.TryDequeue(out var id))
        {
            return job with { NextAt = queue.NextLook };
        }

        // It may have been answered anew meanwhile, or deleted.
        return await _store.GetAsync(id, cancellationToken) is { } entry && IsWanted(entry, job, now)
            ? job.Asked(await _asker.AskAsync(job.RequestFor(entry.Question, entry.Tenant), isAnew: true, cancellationToken), now)
            : job with { Total = job.Total - 1, NextAt = now };
    }

    /// <summary>Forgets what is kept in memory of a job.</summary>
    public void Forget(string id) => _queues.TryRemove(id, out _);

    private async Task<(ExpiringQueue Queue, BackgroundJob Job)> LookAsync(BackgroundJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var filter = new EntryFilter { Namespace = job.Namespace, Tenant = job.SeesEveryTenant ? null : job.Tenant };
        var (found, skipped) = (new PriorityQueue<EntryId, long>(), 0L);
        await foreach (var page in _store.PagesAsync(filter, ReadAtOnce, cancellationToken))
        {
            foreach (var entry in page.Where(entry => IsWanted(entry, job, now)))
            {
                if (_asker.Identify(job.RequestFor(entry.Question, entry.Tenant)) != entry.Id)
                {
                    skipped++;
                    continue;
                }

                found.Enqueue(entry.Id, entry.HitCount);
                _ = found.Count > MostFound && found.TryDequeue(out _, out _);
            }
        }

        var queue = new ExpiringQueue(now + PauseOf(job));
        foreach (var (id, _) in found.UnorderedItems.OrderByDescending(each => each.Priority))
        {
            queue.Entries.Enqueue(id);
        }

        return (queue, job with { Total = job.Total + queue.Entries.Count, Skipped = skipped });
    }

    private static bool IsWanted(CacheEntry entry, BackgroundJob job, DateTimeOffset now) =>
        !entry.IsPinned && !entry.IsExpired(now) && entry.ExpiresAt - now <= job.Lead && entry.HitCount >= job.MinimumHits;

    private static TimeSpan PauseOf(BackgroundJob job) =>
        TimeSpan.FromTicks(Math.Clamp(job.Lead.Ticks / 4, ShortestPause.Ticks, LongestPause.Ticks));
}
