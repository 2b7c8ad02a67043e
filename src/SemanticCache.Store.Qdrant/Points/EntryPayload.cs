using System.Buffers.Text;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>Writes entries into payloads and reads them back; the vector stands beside the payload.</summary>
internal static class EntryPayload
{
    private const char SourceSeparator = '\u001f';

    /// <summary>Writes an entry.</summary>
    /// <param name="payload">Takes the members.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="stamp">Marks this very answer: aliases with another stamp belong to an older one.</param>
    /// <param name="writtenAt">Orders the writes of one entry.</param>
    public static void Write(MapField<string, Value> payload, CacheEntry entry, string stamp, long writtenAt)
    {
        payload[Fields.Kind] = Fields.EntryKind;
        payload[Fields.Namespace] = entry.Namespace;
        payload[Fields.Tenant] = entry.Tenant;
        payload[Fields.Scope] = entry.Scope.ToString();
        payload[Fields.Fingerprint] = entry.EmbeddingFingerprint;
        payload[Fields.QuestionHash] = QuestionHash(entry.Question);
        payload[Fields.Tags] = entry.Tags.ToArray();
        payload[Fields.Sources] = entry.Sources.Select(source => source.Id).ToArray();
        payload[Fields.SourceVersions] = entry.Sources.Select(source => SourceVersion(source.Id, source.Version)).ToArray();
        payload[Fields.Content] = Convert.ToBase64String(EntryCodec.Encode(EntryContent.Of(entry)));
        payload[Fields.Stamp] = stamp;
        payload[Fields.WrittenAt] = writtenAt;
        payload[Fields.Bytes] = ContentSize.Of(entry);
        payload[Fields.Cost] = entry.Cost;
        PayloadTime.Write(payload, Fields.CreatedAt, entry.CreatedAt);
        PayloadTime.Write(payload, Fields.ExpiresAt, entry.ExpiresAt);
        WriteCounts(payload, entry);
    }

    /// <summary>Writes what changes of an entry while it lives.</summary>
    public static void WriteCounts(MapField<string, Value> payload, CacheEntry entry)
    {
        payload[Fields.HitCount] = entry.HitCount;
        payload[Fields.Good] = entry.Feedback.Good;
        payload[Fields.Bad] = entry.Feedback.Bad;
        PayloadTime.Write(payload, Fields.LastUsedAt, entry.LastUsedAt);
    }

    /// <summary>Reads an entry back.</summary>
    /// <exception cref="CorruptEntryException">The content is damaged.</exception>
    public static CacheEntry Read(Guid id, MapField<string, Value> payload, ReadOnlyMemory<float> vector)
    {
        var content = EntryCodec.Decode(Bytes(payload[Fields.Content].StringValue));
        return new CacheEntry
        {
            Id = new EntryId(id),
            Namespace = payload[Fields.Namespace].StringValue,
            Tenant = payload[Fields.Tenant].StringValue,
            Scope = ScopeOf(payload),
            Question = content.Question,
            Answer = content.Answer,
            AnswerVector = content.AnswerVector,
            TimeToLive = content.TimeToLive,
            Cost = CostOf(payload),
            Tags = content.Tags,
            Sources = content.Sources,
            Vector = vector,
            EmbeddingFingerprint = payload[Fields.Fingerprint].StringValue,
            CreatedAt = PayloadTime.Read(payload, Fields.CreatedAt),
            ExpiresAt = PayloadTime.Read(payload, Fields.ExpiresAt),
            LastUsedAt = PayloadTime.Read(payload, Fields.LastUsedAt),
            HitCount = payload[Fields.HitCount].IntegerValue,
            Feedback = new FeedbackCounts((int)payload[Fields.Good].IntegerValue, (int)payload[Fields.Bad].IntegerValue),
        };
    }

    /// <summary>Reads how large an entry is; 0 of one that an earlier version wrote.</summary>
    public static long BytesOf(MapField<string, Value> payload) => payload.TryGetValue(Fields.Bytes, out var bytes) ? bytes.IntegerValue : 0;

    /// <summary>Reads what an entry's answer cost; 0 of one that an earlier version wrote.</summary>
    public static double CostOf(MapField<string, Value> payload) => payload.TryGetValue(Fields.Cost, out var cost) ? cost.DoubleValue : 0;

    /// <summary>Reads the scope of an entry or alias.</summary>
    public static ScopeId ScopeOf(MapField<string, Value> payload) => ScopeId.FromBytes(Convert.FromHexString(payload[Fields.Scope].StringValue));

    /// <summary>Returns the indexed stand-in of a question as a keyword.</summary>
    public static string QuestionHash(string question) => Base64Url.EncodeToString(Core.Entries.QuestionHash.Of(question));

    /// <summary>Returns a source and its version as one keyword.</summary>
    public static string SourceVersion(string source, string version) => $"{source}{SourceSeparator}{version}";

    private static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException cause)
        {
            throw new CorruptEntryException("The content is not base64.", cause);
        }
    }
}
