using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SemanticCache.Core.Scoping;

/// <summary>Hashes a list of named values so that no two different lists share an encoding.</summary>
/// <remarks>Each name and value is preceded by its length in bytes: moving a character from one to the next changes the encoding.</remarks>
internal ref struct CanonicalHash : IDisposable
{
    // Leniently encoded, all unpaired surrogates would become one character, and different values one encoding.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer;
    private int _length;

    /// <summary>Starts a hash whose first member is the version of the encoding.</summary>
    public CanonicalHash(string version)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(512);
        _length = 0;
        Append(version);
    }

    /// <summary>Adds a named value.</summary>
    /// <exception cref="EncoderFallbackException"><paramref name="value"/> holds an unpaired surrogate.</exception>
    public void Add(string name, string value)
    {
        Append(name);
        Append(value);
    }

    /// <summary>Adds a named value of fixed size.</summary>
    public void Add(string name, UInt128 value)
    {
        Append(name);
        Reserve(16);
        BinaryPrimitives.WriteUInt128BigEndian(_buffer.AsSpan(_length), value);
        _length += 16;
    }

    /// <summary>Returns the leading 128 bits of SHA-256 over what was added.</summary>
    public readonly UInt128 Finish()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.AsSpan(0, _length), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Returns the buffer to its pool, cleared: it held the caller's text.</summary>
    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);

    private void Append(string text)
    {
        Reserve(sizeof(int) + StrictUtf8.GetMaxByteCount(text.Length));
        var written = StrictUtf8.GetBytes(text, _buffer.AsSpan(_length + sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), written);
        _length += sizeof(int) + written;
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
