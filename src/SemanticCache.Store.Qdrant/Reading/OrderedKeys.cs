using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Store.Qdrant.Client;
using SemanticCache.Store.Qdrant.Points;
using static Qdrant.Client.Grpc.Conditions;
using Range = Qdrant.Client.Grpc.Range;

namespace SemanticCache.Store.Qdrant.Reading;

/// <summary>
/// Reads the ids of points in the order of one of their times. Qdrant orders by one number, here microseconds; those of the same one are
/// read together and ordered by the tick and the id, so that pages neither skip nor repeat.
/// </summary>
internal sealed class OrderedKeys
{
    private readonly QdrantGateway _gateway;
    private readonly WordingReader _reader;

    public OrderedKeys(QdrantGateway gateway, WordingReader reader)
    {
        _gateway = gateway;
        _reader = reader;
    }

    /// <summary>Returns the first keys behind a position, or fewer where there are no more.</summary>
    /// <param name="collections">Where they lie.</param>
    /// <param name="filter">Selects them.</param>
    /// <param name="time">The time to order by.</param>
    /// <param name="direction">Newest or oldest first.</param>
    /// <param name="after">The key behind which the list goes on; null for its beginning.</param>
    /// <param name="count">How many are wanted, at least 1.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<IReadOnlyList<OrderedKey>> FirstAsync(
        IReadOnlyList<string> collections, Filter filter, string time, Direction direction, OrderedKey? after, int count, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(collections.Select(collection => FirstAsync(collection, filter, time, direction, after, count, cancellationToken)));
        var keys = lists.SelectMany(list => list).Where(key => after is not { } start || key.Compare(start, direction) > 0).ToList();
        keys.Sort((left, right) => left.Compare(right, direction));
        return keys.Count > count ? keys[..count] : keys;
    }

    private async Task<IEnumerable<OrderedKey>> FirstAsync(
        string collection, Filter filter, string time, Direction direction, OrderedKey? after, int count, CancellationToken cancellationToken)
    {
        var keys = new List<OrderedKey>();
        if (after is { } start)
        {
            keys.AddRange(await SameAsync(collection, filter, time, start.Microseconds, cancellationToken));
        }

        var ordered = await OrderedAsync(collection, filter, time, direction, after, count, cancellationToken);
        if (ordered.Count < count)
        {
            return keys.Concat(ordered);
        }

        // Of the last microsecond there may be more.
        var last = ordered[^1].Microseconds;
        return keys.Concat(ordered.Where(key => key.Microseconds != last)).Concat(await SameAsync(collection, filter, time, last, cancellationToken));
    }

    private async Task<IReadOnlyList<OrderedKey>> OrderedAsync(
        string collection, Filter filter, string time, Direction direction, OrderedKey? after, int count, CancellationToken cancellationToken)
    {
        var field = Fields.Microseconds(time);
        var further = filter.Clone();
        if (after is { } start)
        {
            further.Must.Add(Range(field, direction is Direction.Desc ? new Range { Lt = start.Microseconds } : new Range { Gt = start.Microseconds }));
        }

        var page = await _gateway.CallAsync(
            "scroll",
            (client, token) => client.ScrollAsync(
                collection, further, (uint)count, payloadSelector: Members(time), orderBy: new OrderBy { Key = field, Direction = direction }, cancellationToken: token),
            cancellationToken);
        return [.. page.Result.Select(point => KeyOf(Guid.Parse(point.Id.Uuid), point.Payload, time))];
    }

    private async Task<IEnumerable<OrderedKey>> SameAsync(string collection, Filter filter, string time, long microseconds, CancellationToken cancellationToken)
    {
        var same = filter.Clone();
        same.Must.Add(Match(Fields.Microseconds(time), microseconds));
        var points = await _reader.ScrollAsync(collection, same, Members(time), cancellationToken);
        return points.Select(point => KeyOf(point.Id, point.Payload, time));
    }

    private static WithPayloadSelector Members(string time) => new[] { Fields.Microseconds(time), Fields.Ticks(time) };

    private static OrderedKey KeyOf(Guid id, Google.Protobuf.Collections.MapField<string, Value> payload, string time) =>
        new(payload[Fields.Microseconds(time)].IntegerValue, payload[Fields.Ticks(time)].IntegerValue, new EntryId(id));
}
