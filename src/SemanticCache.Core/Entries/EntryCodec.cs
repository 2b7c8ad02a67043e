using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using ZstdSharp;

namespace SemanticCache.Core.Entries;

/// <summary>
/// Writes and reads the content of an entry as bytes: version, flags, checksum, then MessagePack, compressed when it is long.
/// </summary>
/// <remarks>
/// A later version may add keys to the map without a new version number: readers skip the ones they do not know.
/// Text that is not well-formed UTF-16 comes back with U+FFFD in place of each lone surrogate.
/// </remarks>
public static partial class EntryCodec
{
    /// <summary>The size of the longest content that is written or read, in bytes before compression.</summary>
    public const int MaximumContentBytes = 64 * 1024 * 1024;

    internal const byte Version = 1;
    internal const int HeaderSize = 10;
    internal const int CompressedFromBytes = 4096;
    private const byte CompressedFlag = 1;
    private const int ChecksumOffset = 2;

    /// <summary>Returns the bytes of a content.</summary>
    /// <exception cref="ArgumentException">The content is longer than <see cref="MaximumContentBytes"/>.</exception>
    public static byte[] Encode(EntryContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Advance(HeaderSize);
        WriteBody(buffer, content);
        var bodyLength = buffer.WrittenCount - HeaderSize;
        if (bodyLength > MaximumContentBytes)
        {
            throw new ArgumentException("The entry is too long to be stored.", nameof(content));
        }

        var isLong = bodyLength >= CompressedFromBytes;
        var bytes = isLong ? Compress(buffer.WrittenSpan[HeaderSize..]) : buffer.WrittenSpan.ToArray();
        bytes[0] = Version;
        bytes[1] = isLong ? CompressedFlag : (byte)0;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumOffset), ChecksumOf(bytes));
        return bytes;
    }

    /// <summary>Reads the content back.</summary>
    /// <exception cref="CorruptEntryException">The bytes are damaged or of another version.</exception>
    public static EntryContent Decode(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length <= HeaderSize)
        {
            throw new CorruptEntryException("The entry is shorter than its header.");
        }

        if (span[0] != Version || (span[1] & ~CompressedFlag) != 0)
        {
            throw new CorruptEntryException($"The entry has the unknown format {span[0]}.{span[1]}.");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(span[ChecksumOffset..]) != ChecksumOf(span))
        {
            throw new CorruptEntryException("The entry's checksum does not match.");
        }

        return span[1] == CompressedFlag ? ReadBody(Decompress(span[HeaderSize..])) : ReadBody(bytes[HeaderSize..]);
    }

    private static byte[] Compress(ReadOnlySpan<byte> body)
    {
        using var compressor = new Compressor();
        var bytes = new byte[HeaderSize + Compressor.GetCompressBound(body.Length)];
        var length = compressor.Wrap(body, bytes.AsSpan(HeaderSize));
        return bytes[..(HeaderSize + length)];
    }

    private static byte[] Decompress(ReadOnlySpan<byte> compressed)
    {
        try
        {
            using var decompressor = new Decompressor();
            return decompressor.Unwrap(compressed, MaximumContentBytes).ToArray();
        }
        catch (ZstdException exception)
        {
            throw new CorruptEntryException("The entry cannot be decompressed.", exception);
        }
    }

    // The first two bytes seed the checksum, so that a flipped flag is noticed as well.
    private static ulong ChecksumOf(ReadOnlySpan<byte> bytes) =>
        XxHash3.HashToUInt64(bytes[HeaderSize..], BinaryPrimitives.ReadUInt16LittleEndian(bytes));
}
