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
        return await ChangeAsync(new DeleteNamespaceOperation(name), cancellationToken);
    }

    private Task<bool> ChangeAsync(Writing.WriteOperation<bool> operation, CancellationToken cancellationToken) =>
        Engine.WriteAsync(operation, cancellationToken);
}
