namespace SemanticCache.Core.Policies;

/// <summary>What earlier turns of a conversation mean for a lookup.</summary>
public enum ConversationPolicy
{
    /// <summary>All earlier turns are a facet: only an equal history can be served.</summary>
    Exact,

    /// <summary>The last user turns take part in the embedded text, the rest is ignored.</summary>
    Countback,

    /// <summary>Earlier turns are ignored.</summary>
    Ignore,
}
