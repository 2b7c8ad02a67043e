using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Qdrant.Reading;

/// <summary>Writes and reads the tokens of pages: the last key and a check that it belongs to the same list.</summary>
internal static class ListToken
{
    private const int KeySize = 32;
    private const int Size = KeySize + sizeof(ulong);

    /// <summary>Returns the token for what comes behind a key of a list that this text describes.</summary>
    public static string Write(OrderedKey key, string list)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, key.Microseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), key.Ticks);
        key.Id.Value.TryWriteBytes(bytes.AsSpan(16));

        // Not a secret, only a check: a token of another list would silently skip entries.
        var check = new XxHash3();
        check.Append(bytes.AsSpan(0, KeySize));
        check.Append(Encoding.UTF8.GetBytes(list));
        check.GetCurrentHash(bytes.AsSpan(KeySize));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the key of a token; null for the empty one.</summary>
    /// <exception cref="InvalidPageTokenException">No such list returned the token.</exception>
    public static OrderedKey? Read(string token, string list)
    {
        if (token.Length == 0)
        {
            return null;
        }

        var bytes = new byte[Size];
        var isWhole = Base64Url.IsValid(token, out var length) && length == Size && Base64Url.DecodeFromChars(token, bytes) == Size;
        var key = new OrderedKey(
            BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)), new EntryId(new Guid(bytes.AsSpan(16, 16))));
        return isWhole && Write(key, list) == token ? key : throw new InvalidPageTokenException();
    }
}
