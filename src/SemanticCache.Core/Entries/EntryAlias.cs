using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Entries;

/// <summary>Another wording of an entry's question, accepted before: an exact key that leads to the entry, and dies with it.</summary>
public sealed record EntryAlias
{
    /// <summary>The alias's own id, built from the exact key of its wording as an entry's is; no entry has the same.</summary>
    public required EntryId Id { get; init; }

    /// <summary>The entry that it leads to.</summary>
    public required EntryId Entry { get; init; }

    /// <summary>The scope of both.</summary>
    public required ScopeId Scope { get; init; }

    /// <summary>The wording in canonical text.</summary>
    public required string Question { get; init; }

    /// <summary>How the wording came to be accepted.</summary>
    public required AliasOrigin Origin { get; init; }

    /// <summary>The L2-normalised vector of the wording; empty where only the exact tier may find it.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>The fingerprint of the model that made the vector; empty without one.</summary>
    public string EmbeddingFingerprint { get; init; } = "";

    /// <summary>When the wording was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
