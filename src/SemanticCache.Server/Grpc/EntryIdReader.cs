using SemanticCache.Core.Entries;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads identifiers of entries.</summary>
internal static class EntryIdReader
{
    private const string Rule = "must be an entry's identifier, a UUID";

    /// <summary>Reads an identifier, or throws INVALID_ARGUMENT naming the field.</summary>
    public static EntryId Read(string field, string text) =>
        EntryId.TryParse(text, out var id) ? id : throw GrpcErrors.Invalid(field, Rule);

    /// <summary>Reads an identifier and notes when it is none.</summary>
    public static EntryId Read(string field, string text, List<FieldMistake> mistakes)
    {
        if (!EntryId.TryParse(text, out var id))
        {
            mistakes.Add(new FieldMistake(field, Rule));
        }

        return id;
    }
}
