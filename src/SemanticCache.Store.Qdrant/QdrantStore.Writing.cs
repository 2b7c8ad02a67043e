using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Qdrant.Points;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Writing.</content>
public sealed partial class QdrantStore
{
    private const int ChunkSize = 1000;

    /// <inheritdoc/>
    public async ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken, bool keepsPinned = false)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            ThrowIfNotNormalised(entry.Vector, nameof(entries));
        }

        if (entries.Count == 0)
        {
            return;
        }

        // Of the same id the later one counts.
        CacheEntry[] last = [.. entries.Reverse().DistinctBy(entry => entry.Id).Reverse()];
        await WriteAsync(
            async token =>
            {
                CacheEntry[] wanted = keepsPinned ? await WithoutPinnedAsync(last, token) : last;
                await _writer.PutAsync(wanted, token);
                ForgetTouches(wanted.Select(entry => entry.Id));
                foreach (var entry in wanted)
                {
                    _bytes.Add(entry.Namespace, ContentSize.Of(entry));
                }

                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Touch(EntryId id, DateTimeOffset servedAt, DateTimeOffset? expiresAt = null) => _touches.Add(id, servedAt, expiresAt);

    /// <inheritdoc/>
    public async ValueTask<bool> SetExpiryAsync(EntryId id, DateTimeOffset expiresAt, CancellationToken cancellationToken) => await WriteAsync(
        async token =>
        {
            if (await _reader.GetEntryAsync(id, token) is not { } point)
            {
                return false;
            }

            await _writer.WriteExpiriesAsync([(point, expiresAt)], keepsPinned: false, token);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> DeleteAsync(EntryFilter filter, bool dryRun, CancellationToken cancellationToken)
    {
        var selection = Selection.Entries(filter);
        if (dryRun)
        {
            return await CountAsync(filter, cancellationToken);
        }

        return await WriteAsync(
            async token =>
            {
                // Another instance may have stored into a collection that this one has not seen yet.
                await _collections.RefreshAsync(token);
                var deleted = await RemoveAsync(selection, token);
                _bytes.Forget();

                // What a merge removed could be brought back: an answer that is invalidated must not.
                await _writer.DeleteAsync(_collections.Names.Merges, Selection.Merges(filter), token);
                return deleted;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return await WriteAsync(
            async token =>
            {
                var deleted = 0;
                foreach (var chunk in entries.Chunk(ChunkSize))
                {
                    var times = chunk.ToDictionary(entry => entry.Id.Value, entry => entry.CreatedAt);
                    var points = await _reader.FindAllAsync([.. chunk.Select(entry => entry.Id)], token);
                    StoredPoint[] same = [.. points.Where(point => point.IsEntry && PayloadTime.Read(point.Payload, Fields.CreatedAt) == times[point.Id])];
                    await _writer.RemoveAsync(same, token);
                    ForgetTouches(same.Select(point => new EntryId(point.Id)));
                    deleted += same.DistinctBy(point => point.Id).Count();
                }

                _bytes.Forget();
                return deleted;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ForgetMergesAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        var selection = Selection.Merges(filter);
        await WriteAsync(
            async token =>
            {
                await _writer.DeleteAsync(_collections.Names.Merges, selection, token);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Otherwise an entry whose expiry a serving put off would go.
        await FlushTouchesAsync(cancellationToken);
        return await WriteAsync(
            async token =>
            {
                var expired = PayloadTime.UpTo(Fields.ExpiresAt, now);
                var swept = await RemoveAsync(new Filter { Must = { MatchKeyword(Fields.Kind, Fields.EntryKind), expired } }, token);
                _bytes.Forget();
                await _writer.DeleteAsync(new Filter { Must = { MatchKeyword(Fields.Kind, Fields.AliasKind), expired } }, token);
                await _writer.DeleteAsync(_collections.Names.Merges, new Filter { Must = { expired } }, token);
                var over = new Filter { Must = { PayloadTime.UpTo(Fields.Until, now) } };
                await _writer.DeleteAsync(_collections.Names.Undone, over, token);
                await _writer.DeleteAsync(_collections.Names.Leases, over, token);
                return swept;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AddFeedbackAsync(EntryId id, EntryFeedback feedback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return await WriteAsync(
            async token =>
            {
                if (await _reader.GetEntryAsync(id, token) is not { } point)
                {
                    return false;
                }

                var entry = point.ToEntry();
                var counts = entry.Feedback;
                var given = feedback.IsGood ? counts with { Good = counts.Good + 1 } : counts with { Bad = counts.Bad + 1 };
                await _writer.WriteCountsAsync([(point, entry with { Feedback = given })], token);
                if (!feedback.IsGood)
                {
                    await _writer.DeleteAsync(Selection.AliasesOf(id), token);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Writes down hit counts and times of use.</summary>
    internal async Task FlushTouchesAsync(CancellationToken cancellationToken)
    {
        int taken;
        do
        {
            taken = await FlushChunkAsync(_touches.Take(ChunkSize), cancellationToken);
        }
        while (taken == ChunkSize);
    }

    private async Task<int> FlushChunkAsync(Dictionary<EntryId, Touches> touches, CancellationToken cancellationToken)
    {
        if (touches.Count == 0)
        {
            return 0;
        }

        try
        {
            return await WriteAsync(token => WriteTouchesAsync(touches, token), cancellationToken);
        }
        catch
        {
            _touches.PutBack(touches);
            throw;
        }
    }

    private async Task<int> WriteTouchesAsync(Dictionary<EntryId, Touches> touches, CancellationToken cancellationToken)
    {
        var points = await _reader.GetAsync(touches.Keys, cancellationToken);
        (StoredPoint Point, CacheEntry Entry, Touches Served)[] served =
            [.. points.Where(found => found.Value.IsEntry).Select(found => (found.Value, found.Value.ToEntry(), touches[found.Key]))];
        await _writer.WriteCountsAsync(served.Select(each => (each.Point, WithTouches(each.Entry, each.Served))), cancellationToken);
        await _writer.WriteExpiriesAsync(
            [.. served.Where(each => each.Served.ExpiresTicks > each.Entry.ExpiresAt.UtcTicks).Select(each => (each.Point, new DateTimeOffset(each.Served.ExpiresTicks, TimeSpan.Zero)))],
            keepsPinned: true,
            cancellationToken);
        return touches.Count;
    }

    private static CacheEntry WithTouches(CacheEntry entry, Touches served)
    {
        var last = new DateTimeOffset(served.LastTicks, TimeSpan.Zero);
        return entry with { HitCount = entry.HitCount + served.Count, LastUsedAt = entry.LastUsedAt > last ? entry.LastUsedAt : last };
    }

    private async Task<CacheEntry[]> WithoutPinnedAsync(CacheEntry[] entries, CancellationToken cancellationToken)
    {
        var present = await _reader.GetAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
        return [.. entries.Where(entry => present.GetValueOrDefault(entry.Id) is not { IsEntry: true } point || PayloadTime.Read(point.Payload, Fields.ExpiresAt) < CacheEntry.Never)];
    }

    private async Task<long> RemoveAsync(Filter selection, CancellationToken cancellationToken)
    {
        var points = await _reader.ScrollAsync(selection, false, cancellationToken);
        foreach (var chunk in points.Select(point => new EntryId(point.Id)).Distinct().Chunk(ChunkSize))
        {
            await ForgetAsync(chunk, cancellationToken);
        }

        return points.Count;
    }

    private async Task ForgetAsync(IReadOnlyCollection<EntryId> entries, CancellationToken cancellationToken)
    {
        await _writer.RemoveAsync(entries, cancellationToken);
        ForgetTouches(entries);
    }

    private void ForgetTouches(IEnumerable<EntryId> entries)
    {
        foreach (var entry in entries)
        {
            _touches.Forget(entry);
        }
    }

    private static void ThrowIfNotNormalised(ReadOnlyMemory<float> vector, string name)
    {
        if (!vector.IsEmpty && !UnitVector.Is(vector.Span))
        {
            throw new ArgumentException("A vector is not of length one.", name);
        }
    }
}
