namespace SemanticCache.Core.Invalidation;

/// <summary>An invalidation that was undone, or whose namespace was deleted, while it ran.</summary>
internal sealed class InvalidationStoppedException : Exception
{
    /// <summary>Creates the exception with its fixed message.</summary>
    public InvalidationStoppedException()
        : base("The invalidation stopped: somebody undid it or deleted the namespace meanwhile.")
    {
    }
}
