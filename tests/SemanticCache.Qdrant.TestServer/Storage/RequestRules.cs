using System.Buffers;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>What Qdrant checks of a request before it looks at any data.</summary>
internal static class RequestRules
{
    private const int MaxNameLength = 255;
    private static readonly SearchValues<char> CharactersOutsideNames = SearchValues.Create("<>:\"/\\|?*\0\u001F");

    /// <summary>Refuses a limit of zero.</summary>
    public static void RequireLimit(ulong limit)
    {
        if (limit == 0)
        {
            throw QdrantError.Validation("limit", "value 0 invalid, must be 1 or larger");
        }
    }

    /// <summary>Refuses a change that names no points.</summary>
    public static void RequirePoints(int count)
    {
        if (count == 0)
        {
            throw QdrantError.InvalidArgument("Bad request: Empty update request");
        }
    }

    /// <summary>Refuses a name that no collection can have.</summary>
    public static void RequireCollectionName(string name)
    {
        if (name.Length is 0 or > MaxNameLength)
        {
            throw QdrantError.Validation("collection_name", $"value \"{name}\" invalid, must be from 1 to {MaxNameLength} characters");
        }

        if (name.AsSpan().IndexOfAny(CharactersOutsideNames) is >= 0 and var index)
        {
            throw QdrantError.Validation("collection_name", $"collection name cannot contain \"{name[index]}\" char");
        }
    }
}
