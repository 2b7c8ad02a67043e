using System.Text.Json.Serialization;

namespace SemanticCache.Core.Invalidation;

/// <summary>A deletion of entries by a filter, as it is kept so that it can be undone.</summary>
internal sealed record EntryInvalidation
{
    // Every batch renews it; who writes nothing for so long is no more.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Its identifier, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>When the namespace was created: one of the same name that was created later does not get the entries back.</summary>
    public required DateTimeOffset NamespaceCreatedAt { get; init; }

    /// <summary>The only tenant whose entries were looked at; empty for those of all.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Who invalidated.</summary>
    public string Caller { get; init; } = "";

    /// <summary>What was selected, for people.</summary>
    public string Filter { get; init; } = "";

    /// <summary>How far it is.</summary>
    public InvalidationState State { get; init; }

    /// <summary>How many entries were selected so far.</summary>
    public long Matched { get; init; }

    /// <summary>How many of them were deleted.</summary>
    public long Deleted { get; init; }

    /// <summary>How many of these were brought back.</summary>
    public long Restored { get; init; }

    /// <summary>How many records hold the entries.</summary>
    public int Chunks { get; init; }

    /// <summary>When it was last written down.</summary>
    public DateTimeOffset TouchedAt { get; init; }

    /// <summary>The number of the last write.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>Tells whether somebody is at work on it at <paramref name="now"/>.</summary>
    public bool IsActive(DateTimeOffset now) => State is InvalidationState.Running or InvalidationState.Undoing && now - TouchedAt < Lease;
}
