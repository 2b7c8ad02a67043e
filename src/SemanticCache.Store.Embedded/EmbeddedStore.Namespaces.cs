using SemanticCache.Core.Policies;
using SemanticCache.Store.Embedded.Namespaces;

namespace SemanticCache.Store.Embedded;

/// <content>Namespaces.</content>
public sealed partial class EmbeddedStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CacheNamespace>> ListAsync(CancellationToken cancellationToken) =>
        new(Engine.Read(NamespaceRows.List));

    /// <inheritdoc/>
    public async ValueTask<bool> TryCreateAsync(CacheNamespace created, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(created);

        // Otherwise a deletion of that name which still runs, or failed half-way, would take the new namespace's entries.
        await PurgeAsync(created.Name);
        return await ChangeAsync(new NamespaceOperation(session => NamespaceRows.Insert(session, created)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryUpdateAsync(CacheNamespace updated, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updated);
        return await ChangeAsync(new NamespaceOperation(session => NamespaceRows.Update(session, updated)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryDeleteAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!await ChangeAsync(new DeleteNamespaceOperation(name), cancellationToken))
        {
            return false;
        }

        await PurgeAsync(name);
        return true;
    }

    // Not to be cancelled: the namespace is gone already.
    private Task<long> PurgeAsync(string name) =>
        DeleteInChunksAsync(() => new PurgeNamespaceOperation(name), CancellationToken.None);

    private Task<bool> ChangeAsync(Writing.WriteOperation<bool> operation, CancellationToken cancellationToken) =>
        Engine.WriteAsync(operation, cancellationToken);
}
