using System.Globalization;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.TestUtils;

/// <content>The merges.</content>
public sealed partial class InMemoryStore
{
    private readonly OrderedDictionary<MergeId, StoredMerge> _merges = [];
    private readonly Dictionary<(EntryId Removed, EntryId Kept), DateTimeOffset> _undone = [];

    /// <inheritdoc/>
    public async ValueTask<bool> MergeAsync(EntryMerge merge, int aliasLimit, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            if (_merges.ContainsKey(merge.Id) || merge.Kept == merge.Removed || !AreMergeable_NeedsLock(merge, out var kept, out var removed))
            {
                return false;
            }

            var aliases = AliasesOf_NeedsLock(removed.Id).ToList();
            Forget_NeedsLock(removed.Id);
            _entries.Remove(removed.Id);
            _merges.Add(merge.Id, new StoredMerge(merge, removed, [.. aliases.Select(alias => alias.Id)]));
            _entries[kept.Id] = WithCounts(kept, removed, sign: 1);
            foreach (var alias in aliases.Select(alias => alias with { Entry = kept.Id }).Append(WordingOf(merge, removed)))
            {
                Add_NeedsLock(alias, aliasLimit);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> UndoMergeAsync(string namespaceName, MergeId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Writes.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            if (!_merges.TryGetValue(id, out var stored) || stored.Removed.Namespace != namespaceName || stored.Removed.IsExpired(now) || _entries.ContainsKey(stored.Removed.Id))
            {
                return false;
            }

            var kept = stored.Merge.Kept;
            var (one, other) = (stored.Removed.ExpiresAt, _entries[kept].ExpiresAt);
            _undone[(stored.Removed.Id, kept)] = one > other ? one : other;
            _merges.Remove(id);
            _aliases.Remove(stored.Removed.Id);
            _entries.Add(stored.Removed.Id, stored.Removed);
            _entries[kept] = WithCounts(_entries[kept], stored.Removed, sign: -1);
            foreach (var alias in stored.Aliases.Where(alias => _aliases.TryGetValue(alias, out var left) && left.Entry == kept))
            {
                _aliases[alias] = _aliases[alias] with { Entry = stored.Removed.Id };
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MergePage> ListMergesAsync(string namespaceName, PageRequest page, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        var start = 0;
        if (page.Token.Length > 0 && !int.TryParse(page.Token, out start))
        {
            throw new InvalidPageTokenException();
        }

        lock (_lock)
        {
            EntryMerge[] matching = [.. _merges.Values
                .Where(stored => stored.Removed.Namespace == namespaceName)
                .Select(stored => stored.Merge)
                .Reverse()
                .OrderByDescending(merge => merge.At)];
            var next = start + page.Size < matching.Length ? (start + page.Size).ToString(CultureInfo.InvariantCulture) : "";
            return new MergePage([.. matching.Skip(start).Take(page.Size)], next);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WasMergeUndoneAsync(EntryId one, EntryId other, CancellationToken cancellationToken)
    {
        await Reads.ApplyAsync(cancellationToken);
        lock (_lock)
        {
            var (ones, others) = (WordingsOf_NeedsLock(one), WordingsOf_NeedsLock(other));
            return _undone.Keys.Any(pair =>
                (ones.Contains(pair.Removed) && others.Contains(pair.Kept)) || (others.Contains(pair.Removed) && ones.Contains(pair.Kept)));
        }
    }

    private HashSet<EntryId> WordingsOf_NeedsLock(EntryId entry) => [entry, .. AliasesOf_NeedsLock(entry).Select(alias => alias.Id)];

    private void ForgetUndone(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (pair, _) in _undone.Where(undone => undone.Value <= now).ToList())
            {
                _undone.Remove(pair);
            }
        }
    }

    private bool AreMergeable_NeedsLock(EntryMerge merge, out CacheEntry kept, out CacheEntry removed)
    {
        kept = _entries.GetValueOrDefault(merge.Kept)!;
        removed = _entries.GetValueOrDefault(merge.Removed)!;
        return kept is not null && removed is not null && !removed.IsPinned && !kept.IsExpired(merge.At) && !removed.IsExpired(merge.At)
            && kept.Scope == removed.Scope && kept.Namespace == removed.Namespace && kept.Tenant == removed.Tenant;
    }

    private void ForgetMerges(Func<CacheEntry, bool> matches)
    {
        lock (_lock)
        {
            ForgetMerges_NeedsLock(stored => matches(stored.Removed));
        }
    }

    private void ForgetMerges_NeedsLock(Func<StoredMerge, bool> matches)
    {
        foreach (var stored in _merges.Values.Where(matches).ToList())
        {
            _merges.Remove(stored.Merge.Id);
        }
    }

    private static CacheEntry WithCounts(CacheEntry entry, CacheEntry other, int sign) => entry with
    {
        HitCount = Math.Max(0, entry.HitCount + (sign * other.HitCount)),
        Feedback = new FeedbackCounts(
            Math.Max(0, entry.Feedback.Good + (sign * other.Feedback.Good)), Math.Max(0, entry.Feedback.Bad + (sign * other.Feedback.Bad))),
        LastUsedAt = entry.LastUsedAt > other.LastUsedAt ? entry.LastUsedAt : other.LastUsedAt,
    };

    private static EntryAlias WordingOf(EntryMerge merge, CacheEntry removed) => new()
    {
        Id = removed.Id,
        Entry = merge.Kept,
        Scope = removed.Scope,
        Question = removed.Question,
        Origin = AliasOrigin.Merged,
        Vector = removed.Vector,
        EmbeddingFingerprint = removed.EmbeddingFingerprint,
        CreatedAt = merge.At,
    };
}
