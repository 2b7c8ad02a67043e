using System.Collections.Immutable;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Invalidation;

/// <summary>Selects the entries of a namespace to delete; every member that is set must match.</summary>
internal sealed record InvalidationFilter
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The entries themselves; empty for any.</summary>
    public ImmutableArray<EntryId> Ids { get; init; } = [];

    /// <summary>The tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The scope.</summary>
    public ScopeId? Scope { get; init; }

    /// <summary>A tag that the entry carries.</summary>
    public string? Tag { get; init; }

    /// <summary>A document that the entry was written from.</summary>
    public string? SourceId { get; init; }

    /// <summary>The version of that document; needs <see cref="SourceId"/>.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>Stored at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Stored before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>The canonical text of the entry's own wording or of one of its aliases, to the letter.</summary>
    public string? Question { get; init; }

    /// <summary>What the entry's own wording or one of its aliases is near to.</summary>
    public Neighbourhood? Near { get; init; }

    /// <summary>Whether the whole namespace is meant; a filter with no other member must say so.</summary>
    public bool All { get; init; }

    /// <summary>Whether nothing is said, not even that all are meant.</summary>
    public bool IsEmpty => !All && !IsLimited;

    /// <summary>Whether any member but <see cref="All"/> limits what is selected within the namespace.</summary>
    public bool IsLimited => !Ids.IsEmpty || Tenant is not null || Scope is not null || Tag is not null || SourceId is not null || SourceVersion is not null
        || CreatedFrom is not null || CreatedBefore is not null || ReadsWordings;

    /// <summary>Whether the aliases of an entry must be read to know whether it is selected.</summary>
    public bool ReadsWordings => Question is not null || Near is not null;

    /// <summary>Returns the members that a store knows.</summary>
    public EntryFilter ToEntryFilter() => new()
    {
        Namespace = Namespace,
        Tenant = Tenant,
        Scope = Scope,
        Tag = Tag,
        SourceId = SourceId,
        SourceVersion = SourceVersion,
        CreatedFrom = CreatedFrom,
        CreatedBefore = CreatedBefore,
    };

    /// <summary>Tells whether an entry is selected, its identifier and its wordings left aside.</summary>
    public bool Selects(CacheEntry entry) =>
        entry.Namespace == Namespace
        && (Tenant is null || entry.Tenant == Tenant)
        && (Scope is null || entry.Scope == Scope)
        && (Tag is null || entry.Tags.Contains(Tag))
        && (SourceId is null || entry.Sources.Any(source => source.Id == SourceId && (SourceVersion is null || source.Version == SourceVersion)))
        && (CreatedFrom is null || entry.CreatedAt >= CreatedFrom)
        && (CreatedBefore is null || entry.CreatedAt < CreatedBefore);

    /// <summary>Tells whether an entry is selected by its wordings.</summary>
    public bool SelectsWordings(InvalidatedEntry found) =>
        (Question is null || found.Entry.Question == Question || found.Aliases.Any(alias => alias.Question == Question))
        && (Near is null || Near.Contains(found));
}
