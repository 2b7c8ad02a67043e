namespace SemanticCache.Core.Policies;

/// <summary>How a change of a namespace ended.</summary>
internal enum NamespaceChange
{
    /// <summary>The change is durable and in effect.</summary>
    Done,

    /// <summary>There is no namespace of that name.</summary>
    NotFound,

    /// <summary>There is one of that name already.</summary>
    AlreadyExists,

    /// <summary>The namespace changed since the caller read it.</summary>
    VersionConflict,
}
