namespace SemanticCache.Core.Pipeline;

/// <summary>The stages of a request that may fail without failing it.</summary>
internal enum Stage
{
    /// <summary>Finding the namespace, or creating it.</summary>
    Namespaces,

    /// <summary>Deriving scope and keys.</summary>
    Scoping,

    /// <summary>The lookup by exact key.</summary>
    Exact,

    /// <summary>Embedding the question.</summary>
    Embedding,

    /// <summary>Searching the store.</summary>
    Search,

    /// <summary>Deciding on candidates.</summary>
    Decisions,

    /// <summary>Noting that an entry is served.</summary>
    Touch,

    /// <summary>Comparing a fresh answer with a stored one.</summary>
    Learning,

    /// <summary>Making room for a write within a namespace's limits.</summary>
    Retention,

    /// <summary>Agreeing with other instances on who asks the upstream.</summary>
    Flights,
}
