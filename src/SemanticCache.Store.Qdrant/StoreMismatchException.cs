namespace SemanticCache.Store.Qdrant;

/// <summary>A collection was made for something else than this cache; the message says what to do.</summary>
public sealed class StoreMismatchException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StoreMismatchException(string message)
        : base(message)
    {
    }
}
