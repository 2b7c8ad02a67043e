using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>Payload indexes, which are only described: filters look at the points themselves.</summary>
internal static class PayloadIndexes
{
    /// <summary>Reads what index a request asks for; one without a type is INVALID_ARGUMENT.</summary>
    public static PayloadSchemaInfo Read(CreateFieldIndexCollection request) => new()
    {
        DataType = TypeOf(request),
        Params = request.FieldIndexParams?.Clone(),
    };

    /// <summary>Describes an index with the number of points that have a value of its type.</summary>
    public static PayloadSchemaInfo Describe(PointStore points, string field, PayloadSchemaInfo index)
    {
        var path = PayloadPath.Parse(field);
        var described = index.Clone();
        described.Points = (ulong)points.Where(point => path.Read(point.Payload).Any(value => IsIndexed(value, index.DataType))).Count();
        return described;
    }

    private static PayloadSchemaType TypeOf(CreateFieldIndexCollection request)
    {
        if (request.HasFieldType)
        {
            return request.FieldType switch
            {
                FieldType.Keyword => PayloadSchemaType.Keyword,
                FieldType.Integer => PayloadSchemaType.Integer,
                FieldType.Float => PayloadSchemaType.Float,
                FieldType.Geo => PayloadSchemaType.Geo,
                FieldType.Text => PayloadSchemaType.Text,
                FieldType.Bool => PayloadSchemaType.Bool,
                FieldType.Datetime => PayloadSchemaType.Datetime,
                FieldType.Uuid => PayloadSchemaType.Uuid,
                _ => throw QdrantError.InvalidArgument("Malformed payload schema"),
            };
        }

        throw QdrantError.WrongInput($"Unable to infer type for the field '{request.FieldName}'. Please specify `field_type`");
    }

    private static bool IsIndexed(Value value, PayloadSchemaType type) => value.KindCase switch
    {
        Value.KindOneofCase.ListValue => value.ListValue.Values.Any(element => IsIndexed(element, type)),
        Value.KindOneofCase.StringValue =>
            type is PayloadSchemaType.Keyword or PayloadSchemaType.Text or PayloadSchemaType.Uuid or PayloadSchemaType.Datetime,
        Value.KindOneofCase.IntegerValue => type is PayloadSchemaType.Integer or PayloadSchemaType.Float,
        Value.KindOneofCase.DoubleValue => type is PayloadSchemaType.Float,
        Value.KindOneofCase.BoolValue => type is PayloadSchemaType.Bool,
        Value.KindOneofCase.StructValue => type is PayloadSchemaType.Geo,
        _ => false,
    };
}
