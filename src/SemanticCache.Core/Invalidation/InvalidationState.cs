namespace SemanticCache.Core.Invalidation;

/// <summary>How far an invalidation is.</summary>
internal enum InvalidationState
{
    /// <summary>Entries are being deleted, or were when the process ended.</summary>
    Running,

    /// <summary>All are deleted.</summary>
    Done,

    /// <summary>Entries are being brought back, or were when the process ended.</summary>
    Undoing,

    /// <summary>They were brought back.</summary>
    Undone,
}
