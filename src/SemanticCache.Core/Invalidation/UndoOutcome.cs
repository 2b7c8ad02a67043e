namespace SemanticCache.Core.Invalidation;

/// <summary>How undoing an invalidation ended.</summary>
internal enum UndoOutcome
{
    /// <summary>The entries are there again.</summary>
    Undone,

    /// <summary>There is no such invalidation, or it is too old.</summary>
    NotFound,

    /// <summary>It was undone before.</summary>
    AlreadyUndone,

    /// <summary>Somebody is still deleting for it, or undoing it.</summary>
    Busy,
}
