using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.Store.Qdrant.Collections;
using SemanticCache.Store.Qdrant.Points;
using SemanticCache.Store.Qdrant.Reading;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant.Writing;

/// <summary>Writes and deletes entries and aliases, each in the collection of its embedding model.</summary>
internal sealed class WordingWriter
{
    private readonly QdrantGateway _gateway;
    private readonly CollectionCatalogue _collections;
    private readonly WordingReader _reader;
    private readonly TimeProvider _time;
    private long _lastWrite;

    public WordingWriter(QdrantGateway gateway, CollectionCatalogue collections, WordingReader reader, TimeProvider time)
    {
        _gateway = gateway;
        _collections = collections;
        _reader = reader;
        _time = time;
    }

    /// <summary>Returns a number that is larger than that of every earlier write of this instance, and of those of others as far as clocks agree.</summary>
    public long NextWrite() => _lastWrite = Math.Max(_lastWrite + 1, _time.GetUtcNow().UtcTicks);

    /// <summary>Puts entries; those of other answers with the same ids go, with what belonged to them.</summary>
    public async Task PutAsync(IReadOnlyCollection<CacheEntry> entries, CancellationToken cancellationToken)
    {
        var before = await _reader.FindAllAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
        foreach (var group in entries.GroupBy(_collections.Names.Of))
        {
            await _collections.EnsureAsync(group.Key, group.First().Vector.Length, cancellationToken);
            await UpsertAsync(group.Key, [.. group.Select(PointOf)], cancellationToken);
        }

        var places = entries.ToDictionary(entry => entry.Id.Value, _collections.Names.Of);
        await DeleteAsync(before.Where(point => places[point.Id] != point.Collection), cancellationToken);
        await ForgetAsync([.. before.Where(point => point.IsEntry).Select(point => new EntryId(point.Id)).Distinct()], cancellationToken);
    }

    /// <summary>Puts an alias of an entry, in place of whatever has its id.</summary>
    public async Task PutAsync(EntryAlias alias, StoredPoint owner, CancellationToken cancellationToken)
    {
        var collection = _collections.Names.Of(alias);
        await _collections.EnsureAsync(collection, alias.Vector.Length, cancellationToken);
        var before = await _reader.FindAllAsync([alias.Id], cancellationToken);
        var point = NewPoint(alias.Id, alias.Vector);
        AliasPayload.Write(point.Payload, alias, owner.ToEntry(), owner.Stamp);
        await UpsertAsync(collection, [point], cancellationToken);
        await DeleteAsync(before.Where(other => other.Collection != collection), cancellationToken);
    }

    /// <summary>Writes the counts and the last use of entries.</summary>
    public async Task WriteCountsAsync(IEnumerable<(StoredPoint Point, CacheEntry Entry)> counted, CancellationToken cancellationToken)
    {
        foreach (var group in counted.GroupBy(each => each.Point.Collection))
        {
            PointsUpdateOperation[] operations = [.. group.Select(each => SetCounts(each.Point, each.Entry))];
            await _gateway.CallAsync("update_batch", (client, token) => client.UpdateBatchAsync(group.Key, operations, cancellationToken: token), cancellationToken);
        }
    }

    /// <summary>Writes when entries expire, and their aliases with them.</summary>
    /// <param name="changed">The entries, with their new expiries.</param>
    /// <param name="keepsPinned">Whether those are left alone that another instance has pinned since they were read.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task WriteExpiriesAsync(
        IReadOnlyCollection<(StoredPoint Point, DateTimeOffset ExpiresAt)> changed, bool keepsPinned, CancellationToken cancellationToken)
    {
        foreach (var collection in changed.Count == 0 ? [] : _collections.Wordings)
        {
            PointsUpdateOperation[] operations = [.. changed.SelectMany(each => SetExpiry(collection, each.Point, each.ExpiresAt, keepsPinned))];
            await _gateway.CallAsync("update_batch", (client, token) => client.UpdateBatchAsync(collection, operations, cancellationToken: token), cancellationToken);
        }
    }

    /// <summary>Deletes entries with all that belongs to them.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<EntryId> entries, CancellationToken cancellationToken)
    {
        await DeleteAsync((await _reader.FindAllAsync(entries, cancellationToken)).Where(point => point.IsEntry), cancellationToken);
        await ForgetAsync([.. entries], cancellationToken);
    }

    /// <summary>Deletes the answers that these points had when they were read, with all that belongs to them; a newer one stays.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<StoredPoint> answers, CancellationToken cancellationToken)
    {
        foreach (var group in answers.GroupBy(point => point.Collection))
        {
            var same = new Filter { Must = { Selection.Ids([.. group.Select(point => new EntryId(point.Id))]), Match(Fields.Stamp, [.. group.Select(point => point.Stamp)]) } };
            await DeleteAsync(group.Key, same, cancellationToken);
        }

        await ForgetAsync([.. answers.Select(point => new EntryId(point.Id)).Distinct()], cancellationToken);
    }

    /// <summary>Deletes points, and nothing that belongs to them.</summary>
    public async Task DeleteAsync(IEnumerable<StoredPoint> points, CancellationToken cancellationToken)
    {
        foreach (var group in points.GroupBy(point => point.Collection))
        {
            Guid[] ids = [.. group.Select(point => point.Id)];
            await _gateway.CallAsync("delete", (client, token) => client.DeleteAsync(group.Key, ids, cancellationToken: token), cancellationToken);
        }
    }

    /// <summary>Deletes all wordings that match, in every collection.</summary>
    public async Task DeleteAsync(Filter filter, CancellationToken cancellationToken)
    {
        foreach (var collection in _collections.Wordings)
        {
            await DeleteAsync(collection, filter, cancellationToken);
        }
    }

    /// <summary>Deletes all points of a collection that match.</summary>
    public Task DeleteAsync(string collection, Filter filter, CancellationToken cancellationToken) =>
        _gateway.CallAsync("delete", (client, token) => client.DeleteAsync(collection, filter, cancellationToken: token), cancellationToken);

    /// <summary>Puts points into a collection; they are stored when the call completes.</summary>
    public Task UpsertAsync(string collection, IReadOnlyList<PointStruct> points, CancellationToken cancellationToken) => _gateway.CallAsync(
        "upsert",
        (client, token) => client.UpsertAsync(collection, points, wait: true, ordering: WriteOrderingType.Strong, cancellationToken: token),
        cancellationToken);

    /// <summary>Puts a point under the update's condition; false where that did not hold.</summary>
    /// <remarks>Qdrant itself compares, so that of two instances one wins; whose write it was, the writer's mark tells.</remarks>
    /// <param name="update">The point, marked with <paramref name="writer"/>, its collection and the condition.</param>
    /// <param name="writer">The mark of this very write.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<bool> TryPutAsync(UpsertPoints update, string writer, CancellationToken cancellationToken)
    {
        await _gateway.CallAsync("upsert", (client, token) => client.UpsertAsync(update, token), cancellationToken);
        var stored = await _reader.GetAsync(update.CollectionName, Guid.Parse(update.Points[0].Id.Uuid), cancellationToken);
        return stored?.Payload[Fields.Writer].StringValue == writer;
    }

    // The aliases and merges of answers that are no more.
    private async Task ForgetAsync(IReadOnlyList<EntryId> entries, CancellationToken cancellationToken)
    {
        if (entries.Count > 0)
        {
            var stamps = (await _reader.GetAsync(entries, cancellationToken)).Values.Where(point => point.IsEntry).Select(point => point.Stamp).ToArray();
            var orphans = Selection.AliasesOf(entries);
            if (stamps.Length > 0)
            {
                orphans.MustNot.Add(Match(Fields.Stamp, stamps));
            }

            await DeleteAsync(orphans, cancellationToken);
            var merges = new Filter { Must = { Match(Fields.Kept, Selection.Texts(entries)) } };
            await DeleteAsync(_collections.Names.Merges, merges, cancellationToken);
        }
    }

    private PointStruct PointOf(CacheEntry entry)
    {
        var point = NewPoint(entry.Id, entry.Vector);
        EntryPayload.Write(point.Payload, entry, Guid.CreateVersion7().ToString("N"), NextWrite());
        return point;
    }

    private static PointStruct NewPoint(EntryId id, ReadOnlyMemory<float> vector) =>
        new() { Id = id.Value, Vectors = vector.IsEmpty ? NoVectors.New() : vector.ToArray() };

    // An alias can lie in another collection than its entry.
    private static IEnumerable<PointsUpdateOperation> SetExpiry(string collection, StoredPoint point, DateTimeOffset expiresAt, bool keepsPinned)
    {
        var aliases = Selection.AliasesOf(new EntryId(point.Id));
        aliases.Must.Add(MatchKeyword(Fields.Stamp, point.Stamp));
        yield return SetExpiry(aliases, expiresAt, keepsPinned);
        if (point.Collection == collection)
        {
            yield return SetExpiry(Same(point), expiresAt, keepsPinned);
        }
    }

    private static PointsUpdateOperation SetExpiry(Filter filter, DateTimeOffset expiresAt, bool keepsPinned)
    {
        if (keepsPinned)
        {
            filter.Must.Add(PayloadTime.Evictable());
        }

        var payload = new PointsUpdateOperation.Types.SetPayload { PointsSelector = new PointsSelector { Filter = filter } };
        PayloadTime.Write(payload.Payload, Fields.ExpiresAt, expiresAt);
        return new PointsUpdateOperation { SetPayload = payload };
    }

    private static PointsUpdateOperation SetCounts(StoredPoint point, CacheEntry entry)
    {
        var payload = new PointsUpdateOperation.Types.SetPayload { PointsSelector = new PointsSelector { Filter = Same(point) } };
        EntryPayload.WriteCounts(payload.Payload, entry);
        return new PointsUpdateOperation { SetPayload = payload };
    }

    // Another instance may have deleted or replaced the answer since it was read; a selection by id alone would fail, or hold for another answer.
    private static Filter Same(StoredPoint point) => new() { Must = { Selection.Ids(new EntryId(point.Id)), MatchKeyword(Fields.Stamp, point.Stamp) } };
}
