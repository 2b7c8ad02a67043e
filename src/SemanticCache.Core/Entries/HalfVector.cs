using System.Buffers;
using System.Buffers.Binary;

namespace SemanticCache.Core.Entries;

/// <summary>Writes a vector in half precision, little-endian: its cosines stay within a thousandth.</summary>
internal static class HalfVector
{
    private const int MemberBytes = 2;

    /// <summary>Returns the bytes of a vector.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * MemberBytes];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * MemberBytes), (Half)vector[i]);
        }

        return bytes;
    }

    /// <summary>Reads the vector back.</summary>
    /// <exception cref="CorruptEntryException">The bytes are no whole number of members.</exception>
    public static ReadOnlyMemory<float> Read(ReadOnlySequence<byte> sequence)
    {
        var bytes = sequence.ToArray();
        if (bytes.Length % MemberBytes != 0)
        {
            throw new CorruptEntryException("The entry's answer vector is torn.");
        }

        var vector = new float[bytes.Length / MemberBytes];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(i * MemberBytes));
        }

        return vector;
    }
}
