using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MessagePack;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Invalidation;

/// <content>Reading.</content>
internal static partial class InvalidatedEntryCodec
{
    // What every entry has is set while it is read; a member that is missing stays as it is here.
    private static readonly CacheEntry Nothing = new()
    {
        Id = default, Namespace = "", Tenant = "", Scope = default, Question = "", Answer = new Answer { Text = "" }, CreatedAt = default, ExpiresAt = default,
    };

    private static readonly EntryAlias NoAlias = new() { Id = default, Entry = default, Scope = default, Question = "", Origin = default, CreatedAt = default };

    private static InvalidatedEntry ReadEntry(ref MessagePackReader reader, string namespaceName)
    {
        var entry = Nothing with { Namespace = namespaceName };
        var aliases = ImmutableArray<EntryAlias>.Empty;
        for (var members = reader.ReadMapHeader(); members > 0; members--)
        {
            var key = reader.ReadInt32();
            if (key == Keys.Aliases)
            {
                aliases = ReadAliases(ref reader);
            }
            else
            {
                entry = ReadMember(ref reader, key, entry);
            }
        }

        return new InvalidatedEntry(entry, [.. aliases.Select(alias => alias with { Entry = entry.Id, Scope = entry.Scope })]);
    }

    private static CacheEntry ReadMember(ref MessagePackReader reader, int key, CacheEntry entry)
    {
        switch (key)
        {
            case Keys.Id:
                return entry with { Id = ReadId(ref reader) };
            case Keys.Tenant:
                return entry with { Tenant = ReadText(ref reader) };
            case Keys.Scope:
                return entry with { Scope = ScopeId.FromBytes(ReadBytes(ref reader)) };
            case Keys.Content:
                return WithContent(entry, EntryCodec.Decode(ReadBytes(ref reader)));
            case Keys.Vector:
                return entry with { Vector = ReadVector(ref reader) };
            case Keys.AnswerVector:
                return entry with { AnswerVector = ReadVector(ref reader) };
            case Keys.Fingerprint:
                return entry with { EmbeddingFingerprint = ReadText(ref reader) };
            case Keys.CreatedAt:
                return entry with { CreatedAt = ReadTime(ref reader) };
            case Keys.ExpiresAt:
                return entry with { ExpiresAt = ReadTime(ref reader) };
            case Keys.LastUsedAt:
                return entry with { LastUsedAt = ReadTime(ref reader) };
            case Keys.HitCount:
                return entry with { HitCount = reader.ReadInt64() };
            case Keys.Cost:
                return entry with { Cost = reader.ReadDouble() };
            case Keys.Good:
                return entry with { Feedback = entry.Feedback with { Good = reader.ReadInt32() } };
            case Keys.Bad:
                return entry with { Feedback = entry.Feedback with { Bad = reader.ReadInt32() } };
            default:
                reader.Skip();
                return entry;
        }
    }

    // The vector of the answer stands beside the content, which would keep it in half precision.
    private static CacheEntry WithContent(CacheEntry entry, EntryContent content) => entry with
    {
        Question = content.Question, Answer = content.Answer, Tags = content.Tags, Sources = content.Sources, TimeToLive = content.TimeToLive,
    };

    private static ImmutableArray<EntryAlias> ReadAliases(ref MessagePackReader reader)
    {
        var aliases = ImmutableArray.CreateBuilder<EntryAlias>();
        for (var remaining = reader.ReadArrayHeader(); remaining > 0; remaining--)
        {
            var alias = NoAlias;
            for (var members = reader.ReadMapHeader(); members > 0; members--)
            {
                alias = ReadMember(ref reader, reader.ReadInt32(), alias);
            }

            aliases.Add(alias);
        }

        return aliases.DrainToImmutable();
    }

    private static EntryAlias ReadMember(ref MessagePackReader reader, int key, EntryAlias alias)
    {
        switch (key)
        {
            case Keys.Id:
                return alias with { Id = ReadId(ref reader) };
            case Keys.Question:
                return alias with { Question = ReadText(ref reader) };
            case Keys.Origin:
                return alias with { Origin = (AliasOrigin)reader.ReadInt32() };
            case Keys.Vector:
                return alias with { Vector = ReadVector(ref reader) };
            case Keys.Fingerprint:
                return alias with { EmbeddingFingerprint = ReadText(ref reader) };
            case Keys.CreatedAt:
                return alias with { CreatedAt = ReadTime(ref reader) };
            default:
                reader.Skip();
                return alias;
        }
    }

    private static EntryId ReadId(ref MessagePackReader reader) =>
        ReadBytes(ref reader) is { Length: IdSize } bytes ? new EntryId(new Guid(bytes, bigEndian: true)) : throw new CorruptEntryException("A deleted entry's id is torn.");

    private static ReadOnlyMemory<float> ReadVector(ref MessagePackReader reader) => MemoryMarshal.Cast<byte, float>(ReadBytes(ref reader)).ToArray();

    private static DateTimeOffset ReadTime(ref MessagePackReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    private static byte[] ReadBytes(ref MessagePackReader reader) => reader.ReadBytes() is { } bytes ? bytes.ToArray() : throw new CorruptEntryException("A deleted entry lacks a member.");

    private static string ReadText(ref MessagePackReader reader) => reader.ReadString() ?? throw new CorruptEntryException("A deleted entry lacks a text.");
}
