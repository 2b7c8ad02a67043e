using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Store.Conformance;
using SemanticCache.Store.Qdrant.Points;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>Payloads of entries that an earlier version wrote.</summary>
public sealed class EarlierEntryTests
{
    [Fact]
    public void Read_WithoutSizeAndCost_TakesThemForUnknown()
    {
        var payload = new MapField<string, Value>();
        var entry = SampleEntries.Create(1);
        EntryPayload.Write(payload, entry, "stamp", writtenAt: 1);
        payload.Remove(Fields.Bytes);
        payload.Remove(Fields.Cost);

        EntryAssert.Same(entry with { Cost = 0 }, EntryPayload.Read(entry.Id.Value, payload, entry.Vector));
        Assert.Equal(0, EntryPayload.BytesOf(payload));
    }
}
