using SemanticCache.Core.Policies;

namespace SemanticCache.TestUtils;

/// <content>The namespaces.</content>
public sealed partial class InMemoryStore : INamespaceStore
{
    private readonly Dictionary<string, CacheNamespace> _namespaces = new(StringComparer.Ordinal);

    /// <summary>What goes wrong with namespaces, after the change was made.</summary>
    public Fault NamespaceChanges { get; } = new();

    /// <summary>Gets or sets what happens between reading the list of namespaces and returning it.</summary>
    public Func<Task> AfterListing { get; set; } = () => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CacheNamespace>> ListAsync(CancellationToken cancellationToken)
    {
        CacheNamespace[] listed;
        lock (_lock)
        {
            // Copies, as a store that reads them from somewhere returns them.
            listed = [.. _namespaces.Values
                .OrderBy(stored => stored.Name, StringComparer.Ordinal)
                .Select(stored => stored with { Policy = stored.Policy with { VaryBy = [.. stored.Policy.VaryBy] } })];
        }

        await AfterListing();
        return listed;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryCreateAsync(CacheNamespace created, CancellationToken cancellationToken)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = _namespaces.TryAdd(created.Name, created);
        }

        await NamespaceChanges.ApplyAsync(cancellationToken);
        return isNew;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryUpdateAsync(CacheNamespace updated, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_namespaces.TryGetValue(updated.Name, out var stored) || stored.Version != updated.Version - 1)
            {
                return false;
            }

            _namespaces[updated.Name] = updated;
        }

        await NamespaceChanges.ApplyAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string name, CancellationToken cancellationToken)
    {
        Remove([.. Entries.Where(entry => entry.Namespace == name)]);
        ForgetMerges(removed => removed.Namespace == name);
        lock (_lock)
        {
            _labels.RemoveAll(label => label.Namespace == name);
            return ValueTask.FromResult(_namespaces.Remove(name));
        }
    }
}
