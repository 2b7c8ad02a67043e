using System.Collections.Concurrent;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Flights;
using SemanticCache.Store.Qdrant.Points;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant;

/// <content>Flights of all instances: a point for each entry that somebody asks for, good for a while.</content>
public sealed partial class QdrantStore : ISharedFlights
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<EntryId, string> _leases = new();

    /// <inheritdoc/>
    public async ValueTask<bool> TryTakeOffAsync(EntryId entry, CancellationToken cancellationToken)
    {
        if (_options.FlightLease == TimeSpan.Zero)
        {
            return true;
        }

        await OpenAsync(cancellationToken);
        var (now, writer) = (_time.GetUtcNow(), Guid.CreateVersion7().ToString("N"));
        var point = new PointStruct { Id = entry.Value, Vectors = NoVectors.New(), Payload = { [Fields.Writer] = writer } };
        PayloadTime.Write(point.Payload, Fields.At, now);
        PayloadTime.Write(point.Payload, Fields.Until, now + _options.FlightLease);

        // Qdrant itself compares: one that is there is replaced only when its time is up.
        var update = new UpsertPoints
        {
            CollectionName = _collections.Names.Leases,
            Wait = true,
            Points = { point },
            UpdateFilter = new Filter { Must = { PayloadTime.UpTo(Fields.Until, now) } },
        };
        await _gateway.CallAsync("upsert", (client, token) => client.UpsertAsync(update, token), cancellationToken);
        var isOurs = (await LeaseAsync(entry, cancellationToken))?.Payload[Fields.Writer].StringValue == writer;
        if (isOurs)
        {
            _leases[entry] = writer;
        }

        return isOurs;
    }

    /// <inheritdoc/>
    public async ValueTask<Answer?> WhenLandedElsewhereAsync(EntryId entry, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var lease = await LeaseAsync(entry, cancellationToken);

        // The holder writes both by the same clock. One that has landed by now did so a moment ago.
        var since = lease is null ? _time.GetUtcNow() - _options.FlightLease : PayloadTime.Read(lease.Payload, Fields.At);
        for (var isHeld = true; isHeld && _time.GetElapsedTime(started) < _options.FlightLease;)
        {
            // Looked at before the answer is: whoever lands has stored it by then.
            isHeld = lease is not null && PayloadTime.Read(lease.Payload, Fields.Until) > _time.GetUtcNow();
            if (await _reader.GetAsync(entry, cancellationToken) is { } point && WrittenAt(point) >= since)
            {
                return (await FindAsync(entry, cancellationToken))?.Entry.Answer;
            }

            if (isHeld)
            {
                await Task.Delay(Poll, _time, cancellationToken);
                lease = await LeaseAsync(entry, cancellationToken);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async ValueTask LandAsync(EntryId entry, CancellationToken cancellationToken)
    {
        if (_leases.TryRemove(entry, out var writer))
        {
            var own = new Filter { Must = { Selection.Ids(entry), MatchKeyword(Fields.Writer, writer) } };
            await _writer.DeleteAsync(_collections.Names.Leases, own, cancellationToken);
        }
    }

    private static DateTimeOffset WrittenAt(StoredPoint point) =>
        point.IsEntry ? new DateTimeOffset(point.WrittenAt, TimeSpan.Zero) : PayloadTime.Read(point.Payload, Fields.CreatedAt);

    private async Task<StoredPoint?> LeaseAsync(EntryId entry, CancellationToken cancellationToken)
    {
        var found = await _gateway.CallAsync(
            "get", (client, token) => client.RetrieveAsync(_collections.Names.Leases, entry.Value, withPayload: true, withVectors: false, cancellationToken: token), cancellationToken);
        return found.Count == 0 ? null : StoredPoint.Of(_collections.Names.Leases, found[0]);
    }
}
