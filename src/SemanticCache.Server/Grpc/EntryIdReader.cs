using SemanticCache.Core.Entries;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads identifiers of entries.</summary>
internal static class EntryIdReader
{
    /// <summary>Reads an identifier, or throws INVALID_ARGUMENT naming the field.</summary>
    public static EntryId Read(string field, string text) =>
        EntryId.TryParse(text, out var id) ? id : throw GrpcErrors.Invalid(field, "must be an entry's identifier, a UUID");
}
