using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.Store.Qdrant.Points;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Flights of all instances: a point for each entry that one of them asks for, good until its time is up.</content>
public sealed partial class QdrantStore : ISharedFlights
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryTakeOffAsync(EntryId entry, Guid flight, TimeSpan lease, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var now = _time.GetUtcNow();
        var point = new PointStruct { Id = entry.Value, Vectors = NoVectors.New(), Payload = { [Fields.Writer] = MarkOf(flight) } };
        PayloadTime.Write(point.Payload, Fields.Until, now + lease);

        // With several copies in one order: a lease that is there is replaced only when its time is up.
        var taking = new UpsertPoints
        {
            CollectionName = _collections.Names.Leases,
            Wait = true,
            Points = { point },
            UpdateFilter = new Filter { Must = { PayloadTime.UpTo(Fields.Until, now) } },
            Ordering = new WriteOrdering { Type = WriteOrderingType.Strong },
        };
        return await _writer.TryPutAsync(taking, MarkOf(flight), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask LandAsync(EntryId entry, Guid flight, CancellationToken cancellationToken)
    {
        var own = new Filter { Must = { Selection.Ids(entry), MatchKeyword(Fields.Writer, MarkOf(flight)) } };
        await _writer.DeleteAsync(_collections.Names.Leases, own, cancellationToken);
    }

    private static string MarkOf(Guid flight) => flight.ToString("N");
}
