using System.Collections.Immutable;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Entries;

/// <summary>A stored question with its answer, vector, times, tags and sources.</summary>
public sealed record CacheEntry
{
    /// <summary>The expiry of pinned entries: a time that every store can compare exactly, in whatever unit.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The entry's identifier, built from its exact key.</summary>
    public required EntryId Id { get; init; }

    /// <summary>The namespace that the entry belongs to.</summary>
    public required string Namespace { get; init; }

    /// <summary>The tenant that the entry belongs to.</summary>
    public required string Tenant { get; init; }

    /// <summary>The scope that a request must be in to be served by the entry.</summary>
    public required ScopeId Scope { get; init; }

    /// <summary>The question in canonical text, as the guards and the verifier read it.</summary>
    public required string Question { get; init; }

    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The L2-normalised vector of the question; empty for an entry of the exact tier alone.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>The L2-normalised vector of the answer's text, by the same model; empty where it was not embedded.</summary>
    public ReadOnlyMemory<float> AnswerVector { get; init; }

    /// <summary>The fingerprint of the embedding model that made the vectors; empty without one.</summary>
    public string EmbeddingFingerprint { get; init; } = "";

    /// <summary>When the answer was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on the entry must not be served; <see cref="Never"/> for a pinned one.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>By how much being served puts the expiry off where the policy slides; null where it never does.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What it cost to have the answer written, at the prices of that time; 0 when not known.</summary>
    public double Cost { get; init; }

    /// <summary>The labels given when storing, for invalidation and reports.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The documents that the answer was written from.</summary>
    public ImmutableArray<SourceReference> Sources { get; init; } = [];

    /// <summary>What callers said of hits on this entry.</summary>
    public FeedbackCounts Feedback { get; init; }

    /// <summary>How often the entry was served, as far as already written down.</summary>
    public long HitCount { get; init; }

    /// <summary>When the entry was last served or stored.</summary>
    public DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Whether the entry is a curated answer: it never expires, is never evicted, and goes before others.</summary>
    public bool IsPinned => ExpiresAt >= Never;

    /// <summary>Tells whether the entry may no longer be served at <paramref name="now"/>.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
