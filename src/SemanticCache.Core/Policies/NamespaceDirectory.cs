using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Policies;

/// <summary>Every namespace in memory, so that a request reads its policy without waiting; changes go through the store first.</summary>
internal sealed class NamespaceDirectory
{
    private readonly INamespaceStore _store;
    private readonly IRecordStore _records;
    private readonly TimeProvider _time;
    private readonly bool _autoCreate;
    private readonly ConcurrentDictionary<string, CacheNamespace> _namespaces = new(StringComparer.Ordinal);
    private volatile bool _isLoaded;

    public NamespaceDirectory(INamespaceStore store, IRecordStore records, TimeProvider time, IOptions<NamespacesOptions> options)
    {
        _store = store;
        _records = records;
        _time = time;
        _autoCreate = options.Value.AutoCreate ?? false;
    }

    /// <summary>Tells the name of a namespace that was deleted, here or by another instance.</summary>
    public event Action<string>? Deleted;

    /// <summary>The namespaces, ordered by name.</summary>
    public IReadOnlyList<CacheNamespace> All => [.. _namespaces.Values.OrderBy(found => found.Name, StringComparer.Ordinal)];

    /// <summary>Whether the store could be read at least once; before that nobody knows which namespaces there are.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>Returns a stand-in for a namespace that cannot be read, with the default policy.</summary>
    public static CacheNamespace Unknown(string name) => new(name, new NamespacePolicy(), default, default, Version: 0);

    /// <summary>Reads all namespaces from the store.</summary>
    /// <returns>Their names.</returns>
    public async Task<IReadOnlySet<string>> LoadAsync(CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var before = _namespaces.ToDictionary(StringComparer.Ordinal);
        foreach (var stored in await _store.ListAsync(cancellationToken))
        {
            names.Add(stored.Name);
            Take(stored, before.GetValueOrDefault(stored.Name));
        }

        _isLoaded = true;
        return names;
    }

    /// <summary>Reads again what other instances may have changed, created and deleted.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // What is created while the list is read is missing from it all the same.
        var before = _namespaces.ToArray();
        var stored = await LoadAsync(cancellationToken);
        foreach (var known in before.Where(known => !stored.Contains(known.Key)))
        {
            if (_namespaces.TryRemove(known))
            {
                Deleted?.Invoke(known.Key);
            }
        }

        // Deleted by another instance, and made anew before this one looked again.
        foreach (var known in before.Where(known => Find(known.Key) is { } now && now.CreatedAt != known.Value.CreatedAt))
        {
            Deleted?.Invoke(known.Key);
        }
    }

    /// <summary>Returns the namespace of that name, or null.</summary>
    public CacheNamespace? Find(string name) => _namespaces.GetValueOrDefault(name);

    /// <summary>Returns the namespace of that name, read from the store where this instance does not know it yet, or null.</summary>
    public async Task<CacheNamespace?> FindOrReadAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is { } found)
        {
            return found;
        }

        await LoadAsync(cancellationToken);
        return Find(name);
    }

    /// <summary>Returns the policy of a namespace; the default where there is none of that name.</summary>
    public NamespacePolicy PolicyOf(string name) => (Find(name) ?? Unknown(name)).Policy;

    /// <summary>Returns the namespace of that name, created with the default policy where that is allowed, or null.</summary>
    public ValueTask<CacheNamespace?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        if (_namespaces.TryGetValue(name, out var found))
        {
            return ValueTask.FromResult<CacheNamespace?>(found);
        }

        // While the store could not be read yet, nobody knows which names there are.
        if (!_isLoaded)
        {
            return LoadAndResolveAsync(name, cancellationToken);
        }

        return _autoCreate && NamespaceName.IsValid(name)
            ? CreateDefaultAsync(name, cancellationToken)
            : ValueTask.FromResult<CacheNamespace?>(null);
    }

    /// <summary>Creates a namespace; one that moves from another store brings its age, without which its entries are not found.</summary>
    public async Task<NamespaceChange> CreateAsync(string name, NamespacePolicy policy, CancellationToken cancellationToken, DateTimeOffset? createdAt = null)
    {
        var now = _time.GetUtcNow();
        var created = new CacheNamespace(name, policy, createdAt ?? now, now, Version: 1);
        if (!await _store.TryCreateAsync(created, cancellationToken))
        {
            return NamespaceChange.AlreadyExists;
        }

        _namespaces.AddOrUpdate(name, created, (_, known) => known.CreatedAt == created.CreatedAt ? known : created);
        return NamespaceChange.Done;
    }

    /// <summary>Replaces a namespace's policy, provided that it is still at the version that the caller read.</summary>
    public async Task<NamespaceChange> UpdateAsync(
        string name, NamespacePolicy policy, long expectedVersion, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } current)
        {
            return NamespaceChange.NotFound;
        }

        var updated = current with { Policy = policy, UpdatedAt = _time.GetUtcNow(), Version = expectedVersion + 1 };
        if (current.Version != expectedVersion || !await _store.TryUpdateAsync(updated, cancellationToken))
        {
            return NamespaceChange.VersionConflict;
        }

        ReplaceOlder(updated);
        return NamespaceChange.Done;
    }

    /// <summary>Deletes a namespace with all its entries, and with what was kept and begun in it.</summary>
    public async Task<NamespaceChange> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var began = _time.GetUtcNow();
        if (!await TryDeleteAsync(name, cancellationToken))
        {
            return NamespaceChange.NotFound;
        }

        Deleted?.Invoke(name);

        // To the end, even when the caller has gone: the namespace is no more.
        await _records.DeleteOfNamespaceAsync(name, began, CancellationToken.None);
        return NamespaceChange.Done;
    }

    private async Task<bool> TryDeleteAsync(string name, CancellationToken cancellationToken)
    {
        // Out of memory first: an answer that is stored while the entries are deleted finds no namespace afterwards, and is taken back.
        _namespaces.TryRemove(name, out var known);
        try
        {
            return await _store.TryDeleteAsync(name, cancellationToken);
        }
        catch when (known is not null)
        {
            _namespaces.TryAdd(name, known);
            throw;
        }
    }

    // The list may be older than a change that was made while it was read; but another instance may have deleted the namespace and made it anew,
    // and its versions began again.
    private void Take(CacheNamespace stored, CacheNamespace? before) => _namespaces.AddOrUpdate(
        stored.Name,
        stored,
        (_, known) => known.Version > stored.Version && (known.CreatedAt == stored.CreatedAt || !ReferenceEquals(known, before)) ? known : stored);

    // Replaces and never adds: a namespace that was deleted since would come back in memory alone.
    private void ReplaceOlder(CacheNamespace updated)
    {
        var replaced = false;
        while (!replaced && Find(updated.Name) is { } known && known.Version < updated.Version)
        {
            replaced = _namespaces.TryUpdate(updated.Name, updated, known);
        }
    }

    private async ValueTask<CacheNamespace?> LoadAndResolveAsync(string name, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await ResolveAsync(name, cancellationToken);
    }

    private async ValueTask<CacheNamespace?> CreateDefaultAsync(string name, CancellationToken cancellationToken)
    {
        // Two first requests may race: the one that comes second finds the name taken and reads what the first created.
        await CreateAsync(name, new NamespacePolicy(), cancellationToken);
        return await FindOrReadAsync(name, cancellationToken);
    }
}
