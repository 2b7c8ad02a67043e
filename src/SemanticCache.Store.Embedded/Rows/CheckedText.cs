using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>A text in UTF-8 behind its checksum, so that damage is noticed.</summary>
internal static class CheckedText
{
    private const int ChecksumSize = sizeof(ulong);

    /// <summary>Returns the bytes of a text; in place of each lone surrogate stands U+FFFD.</summary>
    public static byte[] Write(string text)
    {
        var bytes = new byte[ChecksumSize + Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(ChecksumSize));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, XxHash3.HashToUInt64(bytes.AsSpan(ChecksumSize)));
        return bytes;
    }

    /// <summary>Reads the text back.</summary>
    /// <exception cref="CorruptEntryException">The bytes are damaged.</exception>
    public static string Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= ChecksumSize && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == XxHash3.HashToUInt64(bytes[ChecksumSize..])
            ? Encoding.UTF8.GetString(bytes[ChecksumSize..])
            : throw new CorruptEntryException("The checksum of the alias's question does not match.");
}
