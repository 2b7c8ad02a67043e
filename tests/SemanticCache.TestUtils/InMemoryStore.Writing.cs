using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;

namespace SemanticCache.TestUtils;

/// <content>The writing half.</content>
public sealed partial class InMemoryStore
{
    /// <inheritdoc/>
    public async ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken, bool keepsPinned = false)
    {
        await Writes.ApplyAsync(cancellationToken);
        await Upserts.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            Batches.Add(entries.Count);
            foreach (var entry in entries.Where(entry => !keepsPinned || _entries.GetValueOrDefault(entry.Id) is not { IsPinned: true }))
            {
                Forget_NeedsLock(entry.Id);
                _aliases.Remove(entry.Id);
                _entries[entry.Id] = entry;
            }

            _stored.TrySetResult();
            _stored = NewSignal();
        }
    }

    /// <summary>Gets or sets whether noting a hit throws.</summary>
    public bool FailsTouches { get; set; }

    /// <inheritdoc/>
    public void Touch(EntryId id, DateTimeOffset servedAt, DateTimeOffset? expiresAt = null)
    {
        if (FailsTouches)
        {
            throw new InvalidOperationException("The fake fails on purpose.");
        }

        lock (_lock)
        {
            if (_entries.TryGetValue(id, out var entry))
            {
                _entries[id] = entry with
                {
                    HitCount = entry.HitCount + 1,
                    LastUsedAt = servedAt,
                    ExpiresAt = expiresAt > entry.ExpiresAt ? expiresAt.Value : entry.ExpiresAt,
                };
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SetExpiryAsync(EntryId id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var entry))
            {
                return false;
            }

            _entries[id] = entry with { ExpiresAt = expiresAt };
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> DeleteAsync(EntryFilter filter, bool dryRun, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        var matching = Matching(filter);
        if (!dryRun)
        {
            Remove(matching);
            ForgetMerges(removed => Matches(removed, filter));
        }

        return matching.Count;
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        await Deletes.ApplyAsync(cancellationToken);
        return Remove([.. Entries.Where(stored => entries.Any(entry => entry.Id == stored.Id && entry.CreatedAt == stored.CreatedAt))]);
    }

    /// <inheritdoc/>
    public async ValueTask ForgetMergesAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        ForgetMerges(removed => Matches(removed, filter));
    }

    /// <inheritdoc/>
    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        ForgetMerges(removed => removed.IsExpired(now));
        ForgetUndone(now);
        return Remove([.. Entries.Where(entry => entry.IsExpired(now))]);
    }

    /// <inheritdoc/>
    public async ValueTask<EvictionResult> EvictAsync(EvictionOrder order, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        var held = Matching(new EntryFilter { Namespace = order.Namespace, Tenant = order.Tenant });
        var leaving = new Queue<CacheEntry>(held
            .Where(entry => !entry.IsPinned)
            .OrderByDescending(entry => entry.IsExpired(order.Now))
            .ThenBy(entry => order.Eviction switch
            {
                _ when entry.IsExpired(order.Now) => entry.ExpiresAt.UtcTicks,
                Eviction.Lfu => entry.HitCount,
                Eviction.Cost => (entry.HitCount + 1) * entry.Cost / Math.Max(1, ContentSize.Of(entry)),
                _ => 0,
            })
            .ThenBy(entry => entry.LastUsedAt));
        var evicted = new List<CacheEntry>();
        var left = new EntryTotals(held.Count, held.Sum(ContentSize.Of));
        while (!order.IsMetBy(left) && leaving.TryDequeue(out var next))
        {
            evicted.Add(next);
            left = new EntryTotals(left.Entries - 1, left.Bytes - ContentSize.Of(next));
        }

        return new EvictionResult(Remove(evicted), left);
    }

    /// <summary>All feedback on entries that exist, oldest first.</summary>
    public List<EntryFeedback> Feedback { get; } = [];

    /// <inheritdoc/>
    public async ValueTask<bool> AddFeedbackAsync(EntryId id, EntryFeedback feedback, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var entry))
            {
                return false;
            }

            Feedback.Add(feedback);
            var counts = entry.Feedback;
            _entries[id] = entry with
            {
                Feedback = feedback.IsGood ? counts with { Good = counts.Good + 1 } : counts with { Bad = counts.Bad + 1 },
            };
            if (!feedback.IsGood)
            {
                RemoveAliasesOf_NeedsLock(id);
            }

            return true;
        }
    }

    private int Remove(List<CacheEntry> entries)
    {
        lock (_lock)
        {
            entries.ForEach(entry => Forget_NeedsLock(entry.Id));
            return entries.Count(entry => _entries.Remove(entry.Id));
        }
    }
}
