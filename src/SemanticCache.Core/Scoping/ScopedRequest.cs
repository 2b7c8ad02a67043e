using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Scoping;

/// <summary>A request with its policy, its scope and its keys.</summary>
internal sealed record ScopedRequest
{
    /// <summary>The request.</summary>
    public required CacheRequest Request { get; init; }

    /// <summary>The namespace and its policy.</summary>
    public required CacheNamespace Namespace { get; init; }

    /// <summary>The scope that an entry must be in.</summary>
    public required ScopeId Scope { get; init; }

    /// <summary>The id of the entry that stores exactly this request.</summary>
    public required EntryId EntryId { get; init; }

    /// <summary>The canonical text of the question.</summary>
    public required string Question { get; init; }

    /// <summary>Why the cache leaves the request alone, if it does.</summary>
    public BypassReason Bypass { get; init; }

    /// <summary>Why the semantic tier leaves the request alone, if it does.</summary>
    public BypassReason SemanticBypass { get; init; }

    /// <summary>Whether the mode lets this question be answered from the cache; a question is always treated the same.</summary>
    public bool IsServed => Policy.Mode switch
    {
        CacheMode.Shadow => false,
        CacheMode.Canary => EntryId.Share < Policy.CanaryPercent / 100,
        _ => true,
    };

    /// <summary>The policy.</summary>
    public NamespacePolicy Policy => Namespace.Policy;
}
