using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;

namespace SemanticCache.Core.Search;

/// <summary>Selects entries; every member that is set must match, and a filter with none set matches all.</summary>
public sealed record EntryFilter
{
    /// <summary>The entry itself.</summary>
    public EntryId? Id { get; init; }

    /// <summary>The namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The scope.</summary>
    public ScopeId? Scope { get; init; }

    /// <summary>A tag that the entry carries.</summary>
    public string? Tag { get; init; }

    /// <summary>The identifier of a source document that the entry was written from.</summary>
    public string? SourceId { get; init; }

    /// <summary>The version of that source document; needs <see cref="SourceId"/>.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>Stored at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Stored before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>The canonical text of the question, to the letter.</summary>
    public string? Question { get; init; }
}
