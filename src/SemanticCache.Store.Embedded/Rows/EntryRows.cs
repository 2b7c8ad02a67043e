using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Embedded.Rows;

/// <summary>Reads the rows of the table of entries.</summary>
internal static class EntryRows
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order, of the entries <c>e</c>.</summary>
    public const string Columns =
        "e.seq, e.id, e.namespace, e.tenant, e.scope, e.fingerprint, e.created_at, e.expires_at, e.last_used_at, e.hit_count, e.good, "
        + "e.bad, e.vector, e.content, e.cost";

    /// <summary>How many <see cref="Columns"/> there are.</summary>
    public const int ColumnCount = 15;

    private const int IdSize = 16;

    /// <summary>How large an entry is; of a row that an earlier version wrote, how large its content is in the database.</summary>
    public const string Size = "coalesce(bytes, length(content))";

    /// <summary>Reads the present row.</summary>
    /// <exception cref="CorruptEntryException">The row is damaged.</exception>
    public static CacheEntry Read(SqliteDataReader row)
    {
        var content = EntryCodec.Decode(Bytes(row, 13));
        return new CacheEntry
        {
            Id = ReadId(row, 1),
            Namespace = row.GetString(2),
            Tenant = row.GetString(3),
            Scope = ReadScope(row, 4),
            EmbeddingFingerprint = row.GetString(5),
            CreatedAt = ReadTime(row, 6),
            ExpiresAt = ReadTime(row, 7),
            LastUsedAt = ReadTime(row, 8),
            HitCount = row.GetInt64(9),
            Feedback = new FeedbackCounts(ReadCount(row, 10), ReadCount(row, 11)),
            Vector = ReadVector(row, 12),
            Question = content.Question,
            Answer = content.Answer,
            Tags = content.Tags,
            Sources = content.Sources,
            AnswerVector = content.AnswerVector,
            TimeToLive = content.TimeToLive,
            Cost = row.IsDBNull(14) ? 0 : row.GetDouble(14),
        };
    }

    /// <summary>Reads an entry id from its 16 bytes.</summary>
    /// <exception cref="CorruptEntryException">The column holds something else.</exception>
    public static EntryId ReadId(SqliteDataReader row, int column) =>
        Bytes(row, column) is { Length: IdSize } bytes
            ? new EntryId(new Guid(bytes, bigEndian: true))
            : throw new CorruptEntryException("The row's id has the wrong length.");

    /// <summary>Reads a scope id from its 16 bytes.</summary>
    /// <exception cref="CorruptEntryException">The column holds something else.</exception>
    public static ScopeId ReadScope(SqliteDataReader row, int column) =>
        Bytes(row, column) is { Length: ScopeId.Size } bytes
            ? ScopeId.FromBytes(bytes)
            : throw new CorruptEntryException("The row's scope has the wrong length.");

    /// <summary>Reads a vector.</summary>
    /// <exception cref="CorruptEntryException">The column holds something else.</exception>
    public static float[] ReadVector(SqliteDataReader row, int column)
    {
        var bytes = Bytes(row, column);
        if (bytes.Length % sizeof(float) != 0)
        {
            throw new CorruptEntryException("The row's vector has the wrong length.");
        }

        var vector = new float[bytes.Length / sizeof(float)];
        for (var index = 0; index < vector.Length; index++)
        {
            vector[index] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(index * sizeof(float)));
        }

        return IsWellFormed(vector) ? vector : throw new CorruptEntryException("The row's vector is not of length one.");
    }

    /// <summary>Reads a time.</summary>
    /// <exception cref="CorruptEntryException">The column holds something else.</exception>
    public static DateTimeOffset ReadTime(SqliteDataReader row, int column)
    {
        var ticks = row.GetInt64(column);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new CorruptEntryException("The row has an impossible time.");
    }

    /// <summary>Tells whether a vector is L2-normalised, as the index demands, or empty.</summary>
    public static bool IsWellFormed(ReadOnlySpan<float> vector) =>
        vector.IsEmpty || UnitVector.Is(vector);

    /// <summary>Returns the bytes that <see cref="ReadId"/> reads.</summary>
    public static byte[] BytesOf(EntryId id) => id.Value.ToByteArray(bigEndian: true);

    /// <summary>Returns the bytes that <see cref="ReadVector"/> reads.</summary>
    public static byte[] BytesOf(ReadOnlySpan<float> vector)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(vector).ToArray();
        }

        var bytes = new byte[vector.Length * sizeof(float)];
        for (var index = 0; index < vector.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), vector[index]);
        }

        return bytes;
    }

    /// <summary>Returns the bytes of a column.</summary>
    /// <exception cref="CorruptEntryException">The column holds something else.</exception>
    public static byte[] Bytes(SqliteDataReader row, int column) =>
        row.GetValue(column) as byte[] ?? throw new CorruptEntryException("The row has a column of the wrong type.");

    private static int ReadCount(SqliteDataReader row, int column) => (int)Math.Min(row.GetInt64(column), int.MaxValue);
}
