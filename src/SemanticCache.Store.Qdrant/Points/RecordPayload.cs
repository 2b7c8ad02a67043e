using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Records;
using static Qdrant.Client.Grpc.Conditions;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>Writes records into payloads and reads them back.</summary>
internal static class RecordPayload
{
    /// <summary>Returns the point's id of a record: one for each kind and identifier.</summary>
    public static Guid IdOf(string kind, string id) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{id}")).AsSpan(0, 16));

    /// <summary>Returns the point of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="writer">Marks this very write.</param>
    public static PointStruct PointOf(StoredRecord record, string writer)
    {
        var point = new PointStruct
        {
            Id = IdOf(record.Kind, record.Id),
            Vectors = NoVectors.New(),
            Payload =
            {
                [Fields.Kind] = record.Kind,
                [Fields.RecordId] = record.Id,
                [Fields.Namespace] = record.Owner,
                [Fields.Version] = record.Version,
                [Fields.Content] = Convert.ToBase64String(record.Content.Span),
                [Fields.Writer] = writer,
            },
        };
        PayloadTime.Write(point.Payload, Fields.At, record.At);
        return point;
    }

    /// <summary>Reads a record back.</summary>
    public static StoredRecord Read(MapField<string, Value> payload) => new()
    {
        Kind = payload[Fields.Kind].StringValue,
        Id = payload[Fields.RecordId].StringValue,
        Owner = payload[Fields.Namespace].StringValue,
        At = PayloadTime.Read(payload, Fields.At),
        Version = payload[Fields.Version].IntegerValue,
        Content = Convert.FromBase64String(payload[Fields.Content].StringValue),
    };

    /// <summary>Matches the records that a filter selects.</summary>
    public static Filter Selection(RecordFilter filter)
    {
        var selection = new Filter { Must = { MatchKeyword(Fields.Kind, filter.Kind) } };
        if (filter.Owner is { } owner)
        {
            selection.Must.Add(MatchKeyword(Fields.Namespace, owner));
        }

        if (filter.From is { } from)
        {
            selection.MustNot.Add(PayloadTime.Before(Fields.At, from));
        }

        if (filter.Before is { } before)
        {
            selection.Must.Add(PayloadTime.Before(Fields.At, before));
        }

        return selection;
    }
}
