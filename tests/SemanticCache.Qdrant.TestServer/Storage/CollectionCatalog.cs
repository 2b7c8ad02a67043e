namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>The collections by name. Not thread-safe: the call gate lets one call in at a time.</summary>
internal sealed class CollectionCatalog
{
    private readonly SortedDictionary<string, StoredCollection> _collections = new(StringComparer.Ordinal);

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Names => _collections.Keys;

    /// <summary>Whether there is a collection of that name.</summary>
    public bool Contains(string name) => _collections.ContainsKey(name);

    /// <summary>Returns a collection; a missing one is NOT_FOUND.</summary>
    public StoredCollection Get(string name)
    {
        RequestRules.RequireCollectionName(name);
        return _collections.GetValueOrDefault(name) ?? throw QdrantError.CollectionMissing(name);
    }

    /// <summary>Adds a collection; one that is there already is ALREADY_EXISTS.</summary>
    public void Add(string name, Func<StoredCollection> create)
    {
        RequestRules.RequireCollectionName(name);
        if (Contains(name))
        {
            throw QdrantError.CollectionExists(name);
        }

        _collections.Add(name, create());
    }

    /// <summary>Removes a collection; false when there is none.</summary>
    public bool Remove(string name) => _collections.Remove(name);

    /// <summary>Forgets everything, as a server does that lost its disk.</summary>
    public void Clear() => _collections.Clear();
}
