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
    public async ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken)
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
                await _writer.PutAsync(last, token);
                ForgetTouches(last.Select(entry => entry.Id));
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Touch(EntryId id, DateTimeOffset servedAt) => _touches.Add(id, servedAt);

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
    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => await WriteAsync(
        async token =>
        {
            var expired = PayloadTime.UpTo(Fields.ExpiresAt, now);
            var swept = await RemoveAsync(new Filter { Must = { MatchKeyword(Fields.Kind, Fields.EntryKind), expired } }, token);
            await _writer.DeleteAsync(new Filter { Must = { MatchKeyword(Fields.Kind, Fields.AliasKind), expired } }, token);
            await _writer.DeleteAsync(_collections.Names.Merges, new Filter { Must = { expired } }, token);
            await _writer.DeleteAsync(_collections.Names.Undone, new Filter { Must = { PayloadTime.UpTo(Fields.Until, now) } }, token);
            return swept;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> EvictAsync(string namespaceName, long keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(namespaceName);
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        await FlushTouchesAsync(cancellationToken);
        return await WriteAsync(
            async token =>
            {
                var selection = Selection.Entries(new EntryFilter { Namespace = namespaceName });
                var excess = Math.Max(0, await _reader.CountAsync(selection, token) - keep);
                for (var left = excess; left > 0;)
                {
                    var keys = await _ordered.FirstAsync(_collections.Wordings, selection, Fields.LastUsedAt, Direction.Asc, after: null, (int)Math.Min(left, ChunkSize), token);
                    await ForgetAsync([.. keys.Select(key => key.Id)], token);
                    left = keys.Count == 0 ? 0 : left - keys.Count;
                }

                return excess;
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
        await _writer.WriteCountsAsync(
            points.Where(found => found.Value.IsEntry).Select(found =>
            {
                var (entry, served) = (found.Value.ToEntry(), touches[found.Key]);
                var last = new DateTimeOffset(served.LastTicks, TimeSpan.Zero);
                return (found.Value, entry with { HitCount = entry.HitCount + served.Count, LastUsedAt = entry.LastUsedAt > last ? entry.LastUsedAt : last });
            }),
            cancellationToken);
        return touches.Count;
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
