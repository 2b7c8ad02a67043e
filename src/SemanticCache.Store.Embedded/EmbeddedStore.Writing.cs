using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Rows;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded;

/// <content>Writing.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public async ValueTask UpsertAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken, bool keepsPinned = false)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count > 0)
        {
            await Engine.WriteAsync(new UpsertOperation(entries, keepsPinned) { CancellationToken = cancellationToken }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Touch(EntryId id, DateTimeOffset servedAt, DateTimeOffset? expiresAt = null) => Engine.State.Touches.Add(id, servedAt, expiresAt);

    /// <inheritdoc/>
    public async ValueTask<bool> SetExpiryAsync(EntryId id, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await Engine.WriteAsync(new SetExpiryOperation(id, expiresAt) { CancellationToken = cancellationToken }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> DeleteAsync(EntryFilter filter, bool dryRun, CancellationToken cancellationToken)
    {
        if (dryRun)
        {
            return await CountAsync(filter, cancellationToken);
        }

        var sql = new EntryFilterSql(filter);
        var deleted = await DeleteInChunksAsync(() => new DeleteOperation(sql.Condition, sql.Parameters), cancellationToken);

        // What a merge removed could be brought back: an answer that is invalidated must not.
        await ForgetMergesAsync(filter, cancellationToken);
        return deleted;
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteAsync(IReadOnlyList<CacheEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var deleted = 0;
        foreach (var some in entries.Chunk(DeleteOperation.ChunkSize))
        {
            deleted += await Engine.WriteAsync(DeleteOperation.Of(some), cancellationToken);
        }

        return deleted;
    }

    /// <inheritdoc/>
    public async ValueTask ForgetMergesAsync(EntryFilter filter, CancellationToken cancellationToken)
    {
        var sql = new EntryFilterSql(filter);
        await DeleteInChunksAsync(() => new DeleteMergesOperation(sql.MergeCondition, sql.Parameters), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Otherwise an entry whose expiry a serving put off would go.
        await Engine.FlushTouchesAsync(cancellationToken);
        var swept = await DeleteInChunksAsync(() => DeleteOperation.Expired(now), cancellationToken);
        await DeleteInChunksAsync(() => DeleteMergesOperation.Expired(now), cancellationToken);
        await DeleteInChunksAsync(() => DeleteMergesOperation.ExpiredUndone(now), cancellationToken);
        return swept;
    }

    /// <inheritdoc/>
    public async ValueTask<EvictionResult> EvictAsync(EvictionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegative(order.Entries, nameof(order));
        ArgumentOutOfRangeException.ThrowIfNegative(order.Bytes ?? 0, nameof(order));
        var counts = Engine.State.Counts;
        var held = counts.Of(order.Namespace, order.Tenant);
        if (order.IsMetBy(held))
        {
            return new EvictionResult(0, held);
        }

        // The eviction itself writes down what is served from now on, but no more than a portion.
        var engine = Engine;
        await engine.FlushTouchesAsync(cancellationToken);
        var evicted = await DeleteInChunksAsync(() => new EvictOperation(order, engine.State), cancellationToken);
        return new EvictionResult(evicted, counts.Of(order.Namespace, order.Tenant));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AddFeedbackAsync(EntryId id, EntryFeedback feedback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return await Engine.WriteAsync(
            new FeedbackOperation(id, feedback) { CancellationToken = cancellationToken }, cancellationToken);
    }

    private async Task<long> DeleteInChunksAsync(Func<WriteOperation<int>> next, CancellationToken cancellationToken)
    {
        var engine = Engine;
        var total = 0L;
        int deleted;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            deleted = await engine.WriteAsync(next(), cancellationToken);
            total += deleted;
        }
        while (deleted == DeleteOperation.ChunkSize);

        return total;
    }
}
