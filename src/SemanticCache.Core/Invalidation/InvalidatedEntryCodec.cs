using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MessagePack;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Invalidation;

/// <summary>Writes entries with their aliases as bytes and reads them back: a version, then MessagePack.</summary>
/// <remarks>A later version may add keys to the maps without a new version number: readers skip the ones they do not know.</remarks>
internal static partial class InvalidatedEntryCodec
{
    private const byte Version = 1;
    private const int IdSize = 16;

    /// <summary>Returns the bytes of one entry, a part of those of <see cref="Join"/>.</summary>
    public static byte[] Encode(InvalidatedEntry saved)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var writer = new MessagePackWriter(buffer);
        Write(ref writer, saved.Entry, saved.Aliases);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Joins the bytes of several entries.</summary>
    public static byte[] Join(IReadOnlyCollection<byte[]> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(entries.Sum(entry => entry.Length) + 16);
        buffer.Write([Version]);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(entries.Count);
        foreach (var entry in entries)
        {
            writer.WriteRaw(entry);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads entries of a namespace back.</summary>
    /// <exception cref="CorruptEntryException">The bytes are damaged or of another version.</exception>
    public static ImmutableArray<InvalidatedEntry> Decode(ReadOnlyMemory<byte> bytes, string namespaceName)
    {
        if (bytes.IsEmpty || bytes.Span[0] != Version)
        {
            throw new CorruptEntryException("Deleted entries were kept in an unknown format.");
        }

        try
        {
            var reader = new MessagePackReader(bytes[1..]);
            var entries = ImmutableArray.CreateBuilder<InvalidatedEntry>();
            for (var remaining = reader.ReadArrayHeader(); remaining > 0; remaining--)
            {
                entries.Add(ReadEntry(ref reader, namespaceName));
            }

            return entries.DrainToImmutable();
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentOutOfRangeException or InvalidCastException)
        {
            throw new CorruptEntryException("Deleted entries that were kept cannot be read.", exception);
        }
    }

    private static void Write(ref MessagePackWriter writer, CacheEntry entry, ImmutableArray<EntryAlias> aliases)
    {
        writer.WriteMapHeader(15);
        Write(ref writer, Keys.Id, entry.Id);
        writer.Write(Keys.Tenant);
        writer.Write(entry.Tenant);
        writer.Write(Keys.Scope);
        writer.Write(entry.Scope.ToBytes());
        writer.Write(Keys.Content);
        writer.Write(EntryCodec.Encode(EntryContent.Of(entry) with { AnswerVector = default }));
        Write(ref writer, entry.Vector, entry.EmbeddingFingerprint);
        Write(ref writer, Keys.CreatedAt, entry.CreatedAt.UtcTicks);
        Write(ref writer, Keys.ExpiresAt, entry.ExpiresAt.UtcTicks);
        Write(ref writer, Keys.LastUsedAt, entry.LastUsedAt.UtcTicks);
        Write(ref writer, Keys.HitCount, entry.HitCount);
        Write(ref writer, Keys.Good, entry.Feedback.Good);
        Write(ref writer, Keys.Bad, entry.Feedback.Bad);
        writer.Write(Keys.Cost);
        writer.Write(entry.Cost);
        writer.Write(Keys.AnswerVector);
        writer.Write(MemoryMarshal.AsBytes(entry.AnswerVector.Span));
        writer.Write(Keys.Aliases);
        writer.WriteArrayHeader(aliases.Length);
        foreach (var alias in aliases)
        {
            Write(ref writer, alias);
        }
    }

    private static void Write(ref MessagePackWriter writer, EntryAlias alias)
    {
        writer.WriteMapHeader(6);
        Write(ref writer, Keys.Id, alias.Id);
        writer.Write(Keys.Question);
        writer.Write(alias.Question);
        Write(ref writer, Keys.Origin, (int)alias.Origin);
        Write(ref writer, alias.Vector, alias.EmbeddingFingerprint);
        Write(ref writer, Keys.CreatedAt, alias.CreatedAt.UtcTicks);
    }

    private static void Write(ref MessagePackWriter writer, int key, EntryId id)
    {
        writer.Write(key);
        writer.Write(id.Value.ToByteArray(bigEndian: true));
    }

    private static void Write(ref MessagePackWriter writer, ReadOnlyMemory<float> vector, string fingerprint)
    {
        writer.Write(Keys.Vector);
        writer.Write(MemoryMarshal.AsBytes(vector.Span));
        writer.Write(Keys.Fingerprint);
        writer.Write(fingerprint);
    }

    private static void Write(ref MessagePackWriter writer, int key, long number)
    {
        writer.Write(key);
        writer.Write(number);
    }

    /// <summary>The keys of the maps; a number is never used for another meaning.</summary>
    private static class Keys
    {
        public const int Id = 0;
        public const int Tenant = 1;
        public const int Scope = 2;
        public const int Content = 3;
        public const int Vector = 4;
        public const int Fingerprint = 5;
        public const int CreatedAt = 6;
        public const int ExpiresAt = 7;
        public const int LastUsedAt = 8;
        public const int HitCount = 9;
        public const int Good = 10;
        public const int Bad = 11;
        public const int Aliases = 12;
        public const int Question = 13;
        public const int Origin = 14;
        public const int AnswerVector = 15;
        public const int Cost = 16;
    }
}
