using Google.Protobuf.Reflection;

namespace SemanticCache.Server.Grpc;

/// <summary>Finds fields by either spelling, that of the <c>.proto</c> files or that of JSON.</summary>
internal static class FieldNames
{
    /// <summary>Returns the field of that name, or null.</summary>
    public static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.FindFieldByName(name) ?? type.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name);
}
