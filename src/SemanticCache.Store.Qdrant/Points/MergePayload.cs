using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>Writes merges into payloads and reads them back: what was removed stands there whole, so that it can come back.</summary>
internal static class MergePayload
{
    /// <summary>Writes a merge.</summary>
    /// <param name="payload">Takes the members.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="kept">The entry that stays.</param>
    /// <param name="removed">The entry that goes.</param>
    /// <param name="aliases">The aliases of the entry that goes.</param>
    /// <param name="sequence">Orders merges of the same time.</param>
    public static void Write(MapField<string, Value> payload, EntryMerge merge, StoredPoint kept, CacheEntry removed, IEnumerable<EntryId> aliases, long sequence)
    {
        EntryPayload.Write(payload, removed, kept.Stamp, writtenAt: 0);
        payload.Remove(Fields.Kind);
        payload[Fields.Removed] = removed.Id.ToString();
        payload[Fields.Kept] = merge.Kept.ToString();
        payload[Fields.Reason] = merge.Reason;
        payload[Fields.Aliases] = Selection.Texts(aliases).ToArray();
        payload[Fields.Vector] = Convert.ToBase64String(MemoryMarshal.AsBytes(removed.Vector.Span));
        payload[Fields.Sequence] = sequence;
        PayloadTime.Write(payload, Fields.At, merge.At);
    }

    /// <summary>Reads a merge back.</summary>
    public static EntryMerge Read(Guid id, MapField<string, Value> payload) => new(
        new MergeId(id), IdOf(payload, Fields.Kept), IdOf(payload, Fields.Removed), payload[Fields.Reason].StringValue, PayloadTime.Read(payload, Fields.At));

    /// <summary>Reads the entry that was removed.</summary>
    /// <exception cref="CorruptEntryException">Its content is damaged.</exception>
    public static CacheEntry RemovedOf(MapField<string, Value> payload) => EntryPayload.Read(
        IdOf(payload, Fields.Removed).Value,
        payload,
        MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(payload[Fields.Vector].StringValue)).ToArray());

    /// <summary>Reads the aliases that the removed entry had.</summary>
    public static IEnumerable<EntryId> AliasesOf(MapField<string, Value> payload) =>
        payload[Fields.Aliases].ListValue.Values.Select(alias => new EntryId(Guid.ParseExact(alias.StringValue, "D")));

    private static EntryId IdOf(MapField<string, Value> payload, string field) => new(Guid.ParseExact(payload[field].StringValue, "D"));
}
