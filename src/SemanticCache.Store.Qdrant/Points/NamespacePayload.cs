using System.Text;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Policies;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>Writes namespaces into payloads and reads them back.</summary>
internal static class NamespacePayload
{
    /// <summary>Returns the point of a namespace.</summary>
    /// <param name="id">The point's id.</param>
    /// <param name="stored">The namespace.</param>
    /// <param name="writer">Marks this very write.</param>
    public static PointStruct PointOf(Guid id, CacheNamespace stored, string writer)
    {
        var point = new PointStruct
        {
            Id = id,
            Vectors = NoVectors.New(),
            Payload =
            {
                [Fields.Name] = stored.Name,
                [Fields.Policy] = Encoding.UTF8.GetString(PolicyCodec.Encode(stored.Policy)),
                [Fields.Version] = stored.Version,
                [Fields.Deleted] = false,
                [Fields.Writer] = writer,
            },
        };
        PayloadTime.Write(point.Payload, Fields.CreatedAt, stored.CreatedAt);
        PayloadTime.Write(point.Payload, Fields.UpdatedAt, stored.UpdatedAt);
        return point;
    }

    /// <summary>Reads a namespace back.</summary>
    public static CacheNamespace Read(StoredPoint point) => new(
        point.Payload[Fields.Name].StringValue,
        PolicyCodec.Decode(Encoding.UTF8.GetBytes(point.Payload[Fields.Policy].StringValue)),
        PayloadTime.Read(point.Payload, Fields.CreatedAt),
        PayloadTime.Read(point.Payload, Fields.UpdatedAt),
        point.Payload[Fields.Version].IntegerValue);
}
