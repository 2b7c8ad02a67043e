using System.Buffers.Binary;
using System.Globalization;

namespace SemanticCache.Core.Scoping;

/// <summary>Identifies a scope: 128 bits of SHA-256 over the canonical encoding of its facets.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct ScopeId(UInt128 Value)
{
    /// <summary>The length of a scope id in bytes.</summary>
    public const int Size = 16;

    /// <summary>Reads a scope id from its 16 big-endian bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> holds fewer than 16 bytes.</exception>
    public static ScopeId FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Reads a scope id from its 32 hexadecimal digits.</summary>
    public static bool TryParse(string text, out ScopeId id)
    {
        var isWhole = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 2 * Size;
        id = new ScopeId(value);
        return isWhole;
    }

    /// <summary>Returns the 16 big-endian bytes of this id.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>Returns the id as 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
