namespace SemanticCache.Core.Policies;

/// <summary>Where namespaces and their policies live.</summary>
public interface INamespaceStore
{
    /// <summary>Returns every namespace, ordered by name.</summary>
    ValueTask<IReadOnlyList<CacheNamespace>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores a new namespace durably; false when the name is taken.</summary>
    ValueTask<bool> TryCreateAsync(CacheNamespace created, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a namespace durably when the stored version is the one before <paramref name="updated"/>'s; false when it is not.
    /// </summary>
    ValueTask<bool> TryUpdateAsync(CacheNamespace updated, CancellationToken cancellationToken);

    /// <summary>Deletes a namespace, then all its entries, durably; false when there is none of that name.</summary>
    /// <remarks>
    /// The namespace goes first and at once; until the call completes, some of its entries may still be found. Once the namespace is
    /// gone, cancelling has no effect. A deletion that was cut off is finished before the name can be used again.
    /// </remarks>
    ValueTask<bool> TryDeleteAsync(string name, CancellationToken cancellationToken);
}
