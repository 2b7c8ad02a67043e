using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.Store.Qdrant.Collections;
using SemanticCache.Store.Qdrant.Points;

namespace SemanticCache.Store.Qdrant.Reading;

/// <summary>Reads entries and aliases, wherever they lie: an id can stand in the collection of any embedding model.</summary>
internal sealed class WordingReader
{
    private const uint PageSize = 1000;

    private readonly QdrantGateway _gateway;
    private readonly CollectionCatalogue _collections;

    public WordingReader(QdrantGateway gateway, CollectionCatalogue collections)
    {
        _gateway = gateway;
        _collections = collections;
    }

    /// <summary>Returns the points with these ids; of an id that stands in two collections for a moment, the one written last.</summary>
    public async Task<IReadOnlyDictionary<EntryId, StoredPoint>> GetAsync(IReadOnlyCollection<EntryId> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<EntryId, StoredPoint>();
        foreach (var point in await FindAllAsync(ids, cancellationToken))
        {
            var id = new EntryId(point.Id);
            if (!found.TryGetValue(id, out var other) || other.WrittenAt < point.WrittenAt)
            {
                found[id] = point;
            }
        }

        return found;
    }

    /// <summary>Returns the points with these ids in every collection.</summary>
    public async Task<IReadOnlyList<StoredPoint>> FindAllAsync(IReadOnlyCollection<EntryId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var points = await Task.WhenAll(_collections.Wordings.Select(collection => RetrieveAsync(collection, ids, cancellationToken)));
        return [.. points.SelectMany(each => each)];
    }

    /// <summary>Returns the point with this id, or null.</summary>
    public async Task<StoredPoint?> GetAsync(EntryId id, CancellationToken cancellationToken) =>
        (await GetAsync([id], cancellationToken)).GetValueOrDefault(id);

    /// <summary>Returns the point of a collection with this id, without its vector, or null.</summary>
    public async Task<StoredPoint?> GetAsync(string collection, Guid id, CancellationToken cancellationToken)
    {
        var found = await _gateway.CallAsync(
            "get", (client, token) => client.RetrieveAsync(collection, id, withPayload: true, withVectors: false, cancellationToken: token), cancellationToken);
        return found.Count == 0 ? null : StoredPoint.Of(collection, found[0]);
    }

    /// <summary>Returns the entry with this id, or null.</summary>
    public async Task<StoredPoint?> GetEntryAsync(EntryId id, CancellationToken cancellationToken) =>
        await GetAsync(id, cancellationToken) is { IsEntry: true } point ? point : null;

    /// <summary>Returns the aliases of an entry's present answer, oldest first, those of the same time by id.</summary>
    public async Task<IReadOnlyList<StoredPoint>> AliasesAsync(StoredPoint entry, CancellationToken cancellationToken)
    {
        var aliases = await ScrollAsync(Selection.AliasesOf(new EntryId(entry.Id)), true, cancellationToken);
        return [.. aliases.Where(entry.Owns).OrderBy(alias => PayloadTime.Read(alias.Payload, Fields.CreatedAt)).ThenBy(alias => alias.Id)];
    }

    /// <summary>Returns all points that match, of all collections of wordings.</summary>
    public async Task<IReadOnlyList<StoredPoint>> ScrollAsync(Filter filter, WithPayloadSelector payload, CancellationToken cancellationToken)
    {
        var pages = await Task.WhenAll(_collections.Wordings.Select(collection => ScrollAsync(collection, filter, payload, cancellationToken)));
        return [.. pages.SelectMany(page => page)];
    }

    /// <summary>Returns all points of a collection that match.</summary>
    public async Task<IReadOnlyList<StoredPoint>> ScrollAsync(string collection, Filter filter, WithPayloadSelector payload, CancellationToken cancellationToken)
    {
        var points = new List<StoredPoint>();
        PointId? next = null;
        do
        {
            var from = next;
            var page = await _gateway.CallAsync(
                "scroll",
                (client, token) => client.ScrollAsync(collection, filter, PageSize, from, payload, payload.Enable, cancellationToken: token),
                cancellationToken);
            points.AddRange(page.Result.Select(point => StoredPoint.Of(collection, point)));
            next = page.NextPageOffset;
        }
        while (next is not null);

        return points;
    }

    /// <summary>Counts the points that match.</summary>
    public async Task<long> CountAsync(Filter filter, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(_collections.Wordings.Select(collection => _gateway.CallAsync(
            "count", (client, token) => client.CountAsync(collection, filter, exact: true, cancellationToken: token), cancellationToken)));
        return counts.Sum(count => (long)count);
    }

    private async Task<IEnumerable<StoredPoint>> RetrieveAsync(string collection, IReadOnlyCollection<EntryId> ids, CancellationToken cancellationToken)
    {
        PointId[] wanted = [.. ids.Select(id => (PointId)id.Value)];
        var points = await _gateway.CallAsync(
            "get", (client, token) => client.RetrieveAsync(collection, wanted, withPayload: true, withVectors: true, cancellationToken: token), cancellationToken);
        return points.Select(point => StoredPoint.Of(collection, point));
    }
}
