using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.TestUtils;

/// <content>The writing half.</content>
public sealed partial class InMemoryStore
{
    /// <inheritdoc/>
    public async ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        await Upserts.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            Batches.Add(entries.Count);
            foreach (var entry in entries)
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
    public void Touch(EntryId id, DateTimeOffset servedAt)
    {
        if (FailsTouches)
        {
            throw new InvalidOperationException("The fake fails on purpose.");
        }

        lock (_lock)
        {
            if (_entries.TryGetValue(id, out var entry))
            {
                _entries[id] = entry with { HitCount = entry.HitCount + 1, LastUsedAt = servedAt };
            }
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
    public async ValueTask<long> EvictAsync(string namespaceName, long keep, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        return Remove([.. Entries
            .Where(entry => entry.Namespace == namespaceName)
            .OrderByDescending(entry => entry.LastUsedAt)
            .Skip((int)keep)]);
    }

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
