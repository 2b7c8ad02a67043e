using System.Security.Cryptography;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>Writes labels into payloads and reads them back.</summary>
internal static class LabelPayload
{
    /// <summary>Returns the point of a label: one for each entry and question.</summary>
    /// <param name="label">The label.</param>
    /// <param name="sequence">Orders the labels.</param>
    public static PointStruct PointOf(HitLabel label, long sequence)
    {
        byte[] pair = [.. label.Entry.Value.ToByteArray(), .. label.Question.Value.ToByteArray()];
        var point = new PointStruct
        {
            Id = new Guid(SHA256.HashData(pair).AsSpan(0, 16)),
            Vectors = NoVectors.New(),
            Payload =
            {
                [Fields.Namespace] = label.Namespace,
                [Fields.Entry] = label.Entry.ToString(),
                [Fields.Question] = label.Question.ToString(),
                [Fields.Score] = label.Score,
                [Fields.IsRight] = label.IsRight,
                [Fields.Origin] = (long)label.Origin,
                [Fields.Sequence] = sequence,
            },
        };
        PayloadTime.Write(point.Payload, Fields.AnsweredAt, label.AnsweredAt);
        PayloadTime.Write(point.Payload, Fields.At, label.At);
        return point;
    }

    /// <summary>Reads a label back.</summary>
    public static HitLabel Read(MapField<string, Value> payload) => new()
    {
        Namespace = payload[Fields.Namespace].StringValue,
        Entry = new EntryId(Guid.ParseExact(payload[Fields.Entry].StringValue, "D")),
        AnsweredAt = PayloadTime.Read(payload, Fields.AnsweredAt),
        Question = new EntryId(Guid.ParseExact(payload[Fields.Question].StringValue, "D")),
        Score = payload[Fields.Score].DoubleValue,
        IsRight = payload[Fields.IsRight].BoolValue,
        Origin = (LabelOrigin)payload[Fields.Origin].IntegerValue,
        At = PayloadTime.Read(payload, Fields.At),
    };
}
