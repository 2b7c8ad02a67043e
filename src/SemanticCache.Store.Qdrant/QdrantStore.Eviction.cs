using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Entries.Retention;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Store.Qdrant.Points;
using SemanticCache.Store.Qdrant.Reading;

namespace SemanticCache.Store.Qdrant;

/// <content>Eviction.</content>
public sealed partial class QdrantStore
{
    // Of so many used longest ago those go first that an order by hits or cost puts first: Qdrant sorts by one stored number only.
    private const int EvictionSample = 1000;

    private static readonly WithPayloadSelector EvictionMembers = new[] { Fields.Bytes, Fields.Cost, Fields.HitCount };

    private static readonly WithPayloadSelector SizeMember = new[] { Fields.Bytes };

    /// <inheritdoc/>
    public async ValueTask<EvictionResult> EvictAsync(EvictionOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegative(order.Entries, nameof(order));
        ArgumentOutOfRangeException.ThrowIfNegative(order.Bytes ?? 0, nameof(order));
        await OpenAsync(cancellationToken);
        var totals = await TotalsAsync(order, cancellationToken);
        if (order.IsMetBy(totals))
        {
            return new EvictionResult(0, totals);
        }

        await FlushTouchesAsync(cancellationToken);
        return await WriteAsync(token => EvictedAsync(order, token), cancellationToken);
    }

    private async Task<EvictionResult> EvictedAsync(EvictionOrder order, CancellationToken cancellationToken)
    {
        var left = await TotalsAsync(order, cancellationToken);
        var evicted = 0L;
        while (!order.IsMetBy(left) && await NextAsync(order, left, cancellationToken) is { Count: > 0 } next)
        {
            var leaving = new List<EntryId>();
            foreach (var (id, payload) in next.TakeWhile(_ => !order.IsMetBy(left)))
            {
                leaving.Add(id);
                left = new EntryTotals(left.Entries - 1, left.Bytes - (order.Bytes is null ? 0 : EntryPayload.BytesOf(payload)));
            }

            await ForgetAsync(leaving, cancellationToken);
            evicted += leaving.Count;
        }

        if (order is { Bytes: not null, Tenant: null })
        {
            _bytes.Set(order.Namespace, left.Bytes);
        }

        return new EvictionResult(evicted, left);
    }

    private async Task<EntryTotals> TotalsAsync(EvictionOrder order, CancellationToken cancellationToken)
    {
        var selection = HeldBy(order);
        var entries = await _reader.CountAsync(selection, cancellationToken);
        if (order.Bytes is null)
        {
            return new EntryTotals(entries, 0);
        }

        if (order.Tenant is null && _bytes.Find(order.Namespace) is { } known)
        {
            return new EntryTotals(entries, known);
        }

        var bytes = (await _reader.ScrollAsync(selection, SizeMember, cancellationToken)).Sum(point => EntryPayload.BytesOf(point.Payload));
        if (order.Tenant is null)
        {
            _bytes.Set(order.Namespace, bytes);
        }

        return new EntryTotals(entries, bytes);
    }

    // Those that have expired, or else those used longest ago, in the order in which they go.
    private async Task<IReadOnlyList<(EntryId Id, MapField<string, Value> Payload)>> NextAsync(EvictionOrder order, EntryTotals left, CancellationToken cancellationToken)
    {
        var expired = HeldBy(order);
        expired.Must.Add(PayloadTime.UpTo(Fields.ExpiresAt, order.Now));
        var isByUseAlone = order is { Eviction: Eviction.Lru, Bytes: null };
        var count = isByUseAlone ? (int)Math.Min(EvictionSample, left.Entries - order.Entries) : EvictionSample;
        var keys = order.Now == default ? [] : await _ordered.FirstAsync(_collections.Wordings, expired, Fields.ExpiresAt, Direction.Asc, after: null, count, cancellationToken);
        if (keys.Count > 0)
        {
            return await MembersOf(keys, cancellationToken);
        }

        var evictable = HeldBy(order);
        evictable.Must.Add(PayloadTime.Evictable());
        keys = await _ordered.FirstAsync(_collections.Wordings, evictable, Fields.LastUsedAt, Direction.Asc, after: null, count, cancellationToken);
        if (isByUseAlone)
        {
            return [.. keys.Select(key => (key.Id, new MapField<string, Value>()))];
        }

        var members = await MembersOf(keys, cancellationToken);
        return order.Eviction is Eviction.Lru ? members : [.. members.OrderBy(each => WorthOf(each.Payload, order.Eviction))];
    }

    // In the order of the keys.
    private async Task<IReadOnlyList<(EntryId Id, MapField<string, Value> Payload)>> MembersOf(IReadOnlyList<OrderedKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        EntryId[] ids = [.. keys.Select(key => key.Id).Distinct()];
        var points = await _reader.ScrollAsync(new Filter { Must = { Selection.Ids(ids) } }, EvictionMembers, cancellationToken);
        var found = points.DistinctBy(point => point.Id).ToDictionary(point => new EntryId(point.Id), point => point.Payload);
        return [.. ids.Where(found.ContainsKey).Select(id => (id, found[id]))];
    }

    private static double WorthOf(MapField<string, Value> payload, Eviction eviction)
    {
        var hits = payload[Fields.HitCount].IntegerValue;
        return eviction is Eviction.Lfu ? hits : (hits + 1) * EntryPayload.CostOf(payload) / Math.Max(1, EntryPayload.BytesOf(payload));
    }

    private static Filter HeldBy(EvictionOrder order) => Selection.Entries(new EntryFilter { Namespace = order.Namespace, Tenant = order.Tenant });
}
