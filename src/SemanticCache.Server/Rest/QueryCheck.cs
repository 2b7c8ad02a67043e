using System.Globalization;
using Google.Protobuf.Reflection;
using SemanticCache.Server.Grpc;

namespace SemanticCache.Server.Rest;

/// <summary>Checks the parameters of a query against the message whose fields they set.</summary>
internal static class QueryCheck
{
    /// <summary>Notes parameters that are no fields, or that the rule takes from the body, and values that are no values of theirs.</summary>
    public static void Check(IQueryCollection query, MessageDescriptor type, string body, List<FieldMistake> mistakes)
    {
        foreach (var (name, values) in query)
        {
            if (body == RequestCheck.WholeMessage || Find(type, name, body) is not { } field)
            {
                mistakes.Add(new FieldMistake(name, "is not a parameter of this path"));
            }
            else if (values.Count != 1 && !field.IsRepeated)
            {
                mistakes.Add(new FieldMistake(name, "must be given once"));
            }
            else if (field.FieldType is FieldType.Int32 && !int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                mistakes.Add(new FieldMistake(field.Name, "must be a whole number"));
            }
        }
    }

    private static FieldDescriptor? Find(MessageDescriptor type, string path, string body)
    {
        FieldDescriptor? field = null;
        MessageDescriptor? within = type;
        foreach (var name in path.Split('.'))
        {
            field = within is null ? null : FieldNames.Find(within, name);
            if (field is null || (field.Name == body && within == type))
            {
                return null;
            }

            within = field.FieldType is FieldType.Message ? field.MessageType : null;
        }

        return field;
    }
}
