using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>A point of a collection of wordings: an entry's own, or an alias's.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Id">The id of the entry or alias.</param>
/// <param name="Payload">Its payload.</param>
/// <param name="Vector">Its vector; empty without one.</param>
internal sealed record StoredPoint(string Collection, Guid Id, MapField<string, Value> Payload, ReadOnlyMemory<float> Vector)
{
    /// <summary>Whether it is an entry.</summary>
    public bool IsEntry => Payload[Fields.Kind].StringValue == Fields.EntryKind;

    /// <summary>The stamp of the entry's answer.</summary>
    public string Stamp => Payload[Fields.Stamp].StringValue;

    /// <summary>Orders the writes of one entry; 0 for an alias.</summary>
    public long WrittenAt => Payload.TryGetValue(Fields.WrittenAt, out var written) ? written.IntegerValue : 0;

    /// <summary>Reads the entry.</summary>
    public CacheEntry ToEntry() => EntryPayload.Read(Id, Payload, Vector);

    /// <summary>Reads the alias.</summary>
    public EntryAlias ToAlias() => AliasPayload.Read(Id, Payload, Vector);

    /// <summary>Whether an alias belongs to the answer that this entry has now.</summary>
    public bool Owns(StoredPoint alias) => AliasPayload.EntryOf(alias.Payload).Value == Id && alias.Stamp == Stamp;

    /// <summary>Returns a point that was retrieved.</summary>
    public static StoredPoint Of(string collection, RetrievedPoint point) =>
        new(collection, Guid.Parse(point.Id.Uuid), point.Payload, VectorOf(point.Vectors));

    /// <summary>Returns a point that was found by its vector.</summary>
    public static StoredPoint Of(string collection, ScoredPoint point) =>
        new(collection, Guid.Parse(point.Id.Uuid), point.Payload, VectorOf(point.Vectors));

    private static ReadOnlyMemory<float> VectorOf(VectorsOutput? vectors) => vectors?.Vector?.GetDenseVector() is { } dense ? dense.Data.ToArray() : default;
}
