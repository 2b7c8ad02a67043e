using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>Writes aliases into payloads and reads them back; the vector stands beside the payload.</summary>
internal static class AliasPayload
{
    /// <summary>Writes an alias of an entry.</summary>
    /// <param name="payload">Takes the members.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="owner">The entry, which the alias shares namespace and expiry with.</param>
    /// <param name="stamp">The stamp of the entry's answer.</param>
    public static void Write(MapField<string, Value> payload, EntryAlias alias, CacheEntry owner, string stamp)
    {
        payload[Fields.Kind] = Fields.AliasKind;
        payload[Fields.Namespace] = owner.Namespace;
        payload[Fields.Scope] = alias.Scope.ToString();
        payload[Fields.Entry] = alias.Entry.ToString();
        payload[Fields.Stamp] = stamp;
        payload[Fields.Question] = alias.Question;
        payload[Fields.Origin] = (long)alias.Origin;
        payload[Fields.Fingerprint] = alias.EmbeddingFingerprint;
        PayloadTime.Write(payload, Fields.CreatedAt, alias.CreatedAt);
        PayloadTime.Write(payload, Fields.ExpiresAt, owner.ExpiresAt);
    }

    /// <summary>Reads an alias back.</summary>
    public static EntryAlias Read(Guid id, MapField<string, Value> payload, ReadOnlyMemory<float> vector) => new()
    {
        Id = new EntryId(id),
        Entry = EntryOf(payload),
        Scope = EntryPayload.ScopeOf(payload),
        Question = payload[Fields.Question].StringValue,
        Origin = (AliasOrigin)payload[Fields.Origin].IntegerValue,
        Vector = vector,
        EmbeddingFingerprint = payload[Fields.Fingerprint].StringValue,
        CreatedAt = PayloadTime.Read(payload, Fields.CreatedAt),
    };

    /// <summary>Reads which entry an alias leads to.</summary>
    public static EntryId EntryOf(MapField<string, Value> payload) => new(Guid.ParseExact(payload[Fields.Entry].StringValue, "D"));
}
