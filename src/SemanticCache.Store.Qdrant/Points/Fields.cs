namespace SemanticCache.Store.Qdrant.Points;

/// <summary>The names in the payload of points.</summary>
internal static class Fields
{
    public const string Kind = "kind";
    public const string Namespace = "namespace";
    public const string Tenant = "tenant";
    public const string Scope = "scope";
    public const string Fingerprint = "fingerprint";
    public const string QuestionHash = "question_hash";
    public const string Tags = "tags";
    public const string Sources = "sources";
    public const string SourceVersions = "source_versions";
    public const string Content = "content";
    public const string Stamp = "stamp";
    public const string WrittenAt = "written_at";
    public const string CreatedAt = "created_at";
    public const string ExpiresAt = "expires_at";
    public const string LastUsedAt = "last_used_at";
    public const string HitCount = "hit_count";
    public const string Bytes = "bytes";
    public const string Cost = "cost";
    public const string Good = "good";
    public const string Bad = "bad";
    public const string Entry = "entry";
    public const string Question = "question";
    public const string Origin = "origin";
    public const string Vector = "vector";
    public const string Kept = "kept";
    public const string Removed = "removed";
    public const string Aliases = "aliases";
    public const string Reason = "reason";
    public const string At = "at";
    public const string Until = "until";
    public const string Sequence = "sequence";
    public const string AnsweredAt = "answered_at";
    public const string Score = "score";
    public const string IsRight = "is_right";
    public const string Name = "name";
    public const string RecordId = "record_id";
    public const string Policy = "policy";
    public const string UpdatedAt = "updated_at";
    public const string Version = "version";
    public const string Deleted = "deleted";
    public const string Writer = "writer";

    /// <summary>What a point is: an entry.</summary>
    public const string EntryKind = "entry";

    /// <summary>What a point is: another wording of an entry.</summary>
    public const string AliasKind = "alias";

    /// <summary>Returns the name of a time in microseconds, which a range can tell exactly.</summary>
    public static string Microseconds(string time) => time + "_us";

    /// <summary>Returns the name of the rest of a time, in ticks of 100 ns.</summary>
    public static string Ticks(string time) => time + "_tick";
}
