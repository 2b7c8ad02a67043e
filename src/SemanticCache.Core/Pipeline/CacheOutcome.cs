using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Pipeline;

/// <summary>How a request ended, why, and on which evidence.</summary>
public sealed record CacheOutcome
{
    /// <summary>The outcome.</summary>
    public required CacheOutcomeKind Kind { get; init; }

    /// <summary>Why, in one lower-case word such as <c>confidence_reached</c> or <c>below_threshold</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The entry that is served, or null.</summary>
    public CacheEntry? Entry { get; init; }

    /// <summary>The alias whose wording led to the served entry; null where it was the entry's own.</summary>
    public EntryAlias? Alias { get; init; }

    /// <summary>The hit that the namespace's mode kept back; null where there was none, or it is served.</summary>
    public CacheOutcome? Withheld { get; init; }

    /// <summary>The age of the served entry.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The way to the upstream; null where none was asked, or an endpoint directly.</summary>
    public RouteChoice? Route { get; init; }

    /// <summary>The decision on the candidates, or null where none was needed.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The similarity of the decisive candidate; 1 for an exact hit, null without candidates.</summary>
    public float? Similarity => Kind is CacheOutcomeKind.ExactHit ? 1 : Decision?.Decisive?.Candidate.Similarity;

    /// <summary>Whether the cache serves the answer.</summary>
    public bool IsHit => Entry is not null;
}
