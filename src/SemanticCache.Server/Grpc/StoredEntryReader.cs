using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Google.Protobuf;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Privacy;
using SemanticCache.Core.Reporting;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.WriteBack;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads entries that were exported, and says of each what is wrong with it.</summary>
internal sealed class StoredEntryReader
{
    private static readonly ImmutableDictionary<string, AliasOrigin> Origins =
        Enum.GetValues<AliasOrigin>().ToImmutableDictionary(WireName.Of, StringComparer.Ordinal);

    private readonly CacheNamespace _namespace;
    private readonly Caller _caller;
    private readonly int _dimension;
    private readonly string _model;
    private readonly DateTimeOffset _now;

    /// <param name="target">The namespace that the entries must be of, and whose policy holds for them.</param>
    /// <param name="caller">Who brings them; entries of other tenants are refused.</param>
    /// <param name="model">The embedding model in use, and the dimension of its vectors.</param>
    /// <param name="now">The present time; what has expired is refused.</param>
    public StoredEntryReader(CacheNamespace target, Caller caller, (string Fingerprint, int Dimension) model, DateTimeOffset now)
    {
        _namespace = target;
        _caller = caller;
        (_model, _dimension) = model;
        _now = now;
    }

    /// <summary>Reads an entry; false, and why, when it cannot be stored.</summary>
    public bool TryRead(StoredEntry stored, [NotNullWhen(true)] out ImportedEntry? read, out string mistake)
    {
        read = null;
        if (stored.Entry is not { Answer: not null, CreateTime: not null, ExpireTime: not null } entry)
        {
            mistake = "entry with answer, create_time and expire_time must be given";
            return false;
        }

        mistake = MistakeOf(stored, entry) ?? stored.Aliases.Select(MistakeOf).FirstOrDefault(found => found is not null) ?? "";
        if (mistake.Length > 0)
        {
            return false;
        }

        if (PersonalDataRules.Storable(entry.Question, AnswerReader.Read(entry.Answer, []), _namespace.Policy) is not { } answer)
        {
            mistake = "the question or the answer holds personal data, which the policy's personal_data does not store";
            return false;
        }

        var aliases = stored.Aliases.Where(alias => PersonalDataRules.MayBeAlias(alias.Question, _namespace.Policy));
        read = new ImportedEntry(EntryOf(stored, entry, answer), [.. aliases.Select(alias => AliasOf(stored, alias))]);
        return true;
    }

    private string? MistakeOf(StoredEntry stored, Entry entry)
    {
        if (!WireTime.IsTime(entry.CreateTime) || !WireTime.IsTime(entry.ExpireTime) || (entry.LastUseTime is { } use && !WireTime.IsTime(use)))
        {
            return $"each of entry.create_time, expire_time and last_use_time {WireTime.Rule}";
        }

        if (!EntryId.TryParse(entry.Id, out var id) || id == default)
        {
            return $"entry.id '{entry.Id}' is no identifier of an entry";
        }

        if (entry.Namespace != _namespace.Name)
        {
            return $"the entry is of the namespace '{entry.Namespace}': its scope is no other's, so it can only be imported there";
        }

        if (!_caller.MaySee(_namespace.Name, stored.Tenant))
        {
            return "the entry is another tenant's";
        }

        if (!ScopeId.TryParse(stored.Scope, out _))
        {
            return "scope must be 32 hexadecimal digits";
        }

        if (entry.Tags.Any(SubjectTag.IsReserved))
        {
            return $"entry.tags must not begin with '{SubjectTag.Prefix}', which marks the entries of persons: these cannot be imported";
        }

        if (entry.Question.Length == 0 || (entry.Answer.Text.Length == 0 && entry.Answer.ToolCalls.Count == 0))
        {
            return "question and answer must not be empty";
        }

        if (entry.Pinned != (entry.ExpireTime.ToDateTimeOffset() >= CacheEntry.Never))
        {
            return "expire_time must lie in the year 9999 for a pinned entry, and before it for any other";
        }

        if (stored.Ttl is { } life && WireTime.Read(life) is null)
        {
            return "ttl must be from 0 to 100 years";
        }

        return entry.ExpireTime.ToDateTimeOffset() <= _now
            ? "the entry has expired"
            : VectorMistake("vector", stored.Vector, stored.EmbeddingModel) ?? VectorMistake("answer_vector", stored.AnswerVector, stored.EmbeddingModel);
    }

    private string? MistakeOf(StoredAlias alias) => alias switch
    {
        _ when !EntryId.TryParse(alias.Id, out var id) || id == default => $"aliases.id '{alias.Id}' is no identifier of a wording",
        { Question: "" } => "aliases.question must not be empty",
        { CreateTime: null } => "aliases.create_time must be given",
        { CreateTime: var time } when !WireTime.IsTime(time) => $"aliases.create_time {WireTime.Rule}",
        _ when !Origins.ContainsKey(alias.Origin) => $"aliases.origin must be one of {string.Join(", ", Origins.Keys.Order(StringComparer.Ordinal))}",
        _ => VectorMistake("aliases.vector", alias.Vector, alias.EmbeddingModel),
    };

    // Of another model only that there is a vector matters: it is made anew.
    private string? VectorMistake(string field, ByteString bytes, string model)
    {
        if (bytes.IsEmpty || model != _model)
        {
            return null;
        }

        return bytes.Length != _dimension * sizeof(float) || !UnitVector.Is(Floats(bytes).Span)
            ? $"{field} must be {_dimension} floats of 32 bits, of length one"
            : null;
    }

    private CacheEntry EntryOf(StoredEntry stored, Entry entry, Core.Entries.Answer answer)
    {
        _ = EntryId.TryParse(entry.Id, out var id);
        var isOurs = stored.EmbeddingModel == _model;
        return new CacheEntry
        {
            Id = id,
            Namespace = _namespace.Name,
            Tenant = stored.Tenant,
            Scope = ScopeOf(stored),
            Question = entry.Question,
            Answer = answer,
            Vector = VectorOf(stored.Vector, isOurs),
            AnswerVector = answer.Text == entry.Answer.Text ? VectorOf(stored.AnswerVector, isOurs) : default,
            EmbeddingFingerprint = stored.EmbeddingModel,
            CreatedAt = entry.CreateTime.ToDateTimeOffset(),
            ExpiresAt = entry.ExpireTime.ToDateTimeOffset(),
            TimeToLive = stored.Ttl?.ToTimeSpan(),
            Cost = AnswerCost.Of(entry.Question, answer, _namespace.Policy.Prices),
            LastUsedAt = (entry.LastUseTime ?? entry.CreateTime).ToDateTimeOffset(),
            HitCount = Math.Max(0, entry.HitCount),
            Feedback = new FeedbackCounts(Math.Max(0, entry.GoodFeedbackCount), Math.Max(0, entry.BadFeedbackCount)),
            Tags = [.. entry.Tags],
            Sources = [.. entry.Sources.Select(source => new Core.Entries.SourceReference(source.Id, source.Version))],
        };
    }

    private EntryAlias AliasOf(StoredEntry stored, StoredAlias alias)
    {
        _ = EntryId.TryParse(alias.Id, out var id);
        _ = EntryId.TryParse(stored.Entry.Id, out var entry);
        return new EntryAlias
        {
            Id = id,
            Entry = entry,
            Scope = ScopeOf(stored),
            Question = alias.Question,
            Origin = Origins[alias.Origin],
            Vector = VectorOf(alias.Vector, alias.EmbeddingModel == _model),
            EmbeddingFingerprint = alias.EmbeddingModel,
            CreatedAt = alias.CreateTime.ToDateTimeOffset(),
        };
    }

    private static ScopeId ScopeOf(StoredEntry stored) => ScopeId.TryParse(stored.Scope, out var scope) ? scope : default;

    // A stand-in where another model's vector was: not empty, so that the import embeds anew.
    private static ReadOnlyMemory<float> VectorOf(ByteString bytes, bool isOurs) =>
        bytes.IsEmpty ? default : isOurs ? Floats(bytes) : new float[] { 1 };

    private static ReadOnlyMemory<float> Floats(ByteString bytes) => MemoryMarshal.Cast<byte, float>(bytes.Span).ToArray();
}
