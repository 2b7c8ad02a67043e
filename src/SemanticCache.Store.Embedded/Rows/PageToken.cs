using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>Where a page of a list ended: the time and the row of its last item.</summary>
/// <param name="CreatedAt">When the item was created, in ticks of UTC.</param>
/// <param name="Row">The row's number.</param>
internal readonly record struct PageToken(long CreatedAt, long Row)
{
    private const int Size = 24;

    /// <summary>The position before the first page.</summary>
    public static PageToken Start { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>Reads a token of a list with this filter; the empty one is the start.</summary>
    /// <exception cref="InvalidPageTokenException">No list with this filter returned the token.</exception>
    public static PageToken Parse(string text, EntryFilter filter) => Parse(text, filter.ToString());

    /// <summary>Reads a token of a list that this text describes; the empty one is the start.</summary>
    /// <exception cref="InvalidPageTokenException">No such list returned the token.</exception>
    public static PageToken Parse(string text, string list)
    {
        if (text.Length == 0)
        {
            return Start;
        }

        var bytes = new byte[Size];
        var isWhole = Base64Url.IsValid(text, out var length) && length == Size && Base64Url.DecodeFromChars(text, bytes) == Size;
        var token = new PageToken(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)));
        return isWhole && token.ToText(list) == text ? token : throw new InvalidPageTokenException();
    }

    /// <summary>Returns the token's text for lists with this filter.</summary>
    public string ToText(EntryFilter filter) => ToText(filter.ToString());

    /// <summary>Returns the token's text for the list that this text describes.</summary>
    public string ToText(string list)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, CreatedAt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Row);

        // Not a secret, only a check: the token must belong to this list, or pages would silently skip entries.
        var check = new XxHash3();
        check.Append(bytes.AsSpan(0, 16));
        check.Append(Encoding.UTF8.GetBytes(list));
        check.GetCurrentHash(bytes.AsSpan(16));
        return Base64Url.EncodeToString(bytes);
    }
}
