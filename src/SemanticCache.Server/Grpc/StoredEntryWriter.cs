using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Reporting;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Writes entries with all that another store needs of them.</summary>
internal static class StoredEntryWriter
{
    /// <summary>Writes an entry and its aliases.</summary>
    public static StoredEntry Write(CacheEntry entry, IEnumerable<EntryAlias> aliases)
    {
        var written = new StoredEntry
        {
            Entry = ResponseWriter.Entry(entry),
            Tenant = entry.Tenant,
            Scope = entry.Scope.ToString(),
            EmbeddingModel = entry.EmbeddingFingerprint,
            Vector = Bytes(entry.Vector),
            AnswerVector = Bytes(entry.AnswerVector),
        };
        if (entry.TimeToLive is { } life)
        {
            written.Ttl = Duration.FromTimeSpan(life);
        }

        written.Aliases.AddRange(aliases.Select(Write));
        return written;
    }

    private static StoredAlias Write(EntryAlias alias) => new()
    {
        Id = alias.Id.ToString(),
        Question = alias.Question,
        Origin = WireName.Of(alias.Origin),
        CreateTime = alias.CreatedAt.ToTimestamp(),
        EmbeddingModel = alias.EmbeddingFingerprint,
        Vector = Bytes(alias.Vector),
    };

    private static ByteString Bytes(ReadOnlyMemory<float> vector) => ByteString.CopyFrom(MemoryMarshal.AsBytes(vector.Span));
}
