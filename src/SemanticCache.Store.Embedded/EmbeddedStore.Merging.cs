using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;
using SemanticCache.Store.Embedded.Writing;

namespace SemanticCache.Store.Embedded;

/// <content>Merging.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> MergeAsync(EntryMerge merge, int aliasLimit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(merge);
        ArgumentOutOfRangeException.ThrowIfLessThan(aliasLimit, 1);
        var engine = Engine;

        // Otherwise the pending servings of the removed entry would be lost with it.
        await engine.FlushTouchesAsync(cancellationToken);
        return await engine.WriteAsync(
            new MergeOperation(merge, aliasLimit) { CancellationToken = cancellationToken }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> UndoMergeAsync(string namespaceName, MergeId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(namespaceName);
        return await Engine.WriteAsync(
            new UndoMergeOperation(namespaceName, id, now, _logger) { CancellationToken = cancellationToken }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WasMergeUndoneAsync(EntryId one, EntryId other, CancellationToken cancellationToken)
    {
        var engine = Engine;
        return await Task.Run(() => engine.Merges.IsUndone(one, other), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<MergePage> ListMergesAsync(string namespaceName, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(namespaceName);
        var engine = Engine;
        return await Task.Run(() => engine.Merges.Page(namespaceName, page), cancellationToken);
    }
}
