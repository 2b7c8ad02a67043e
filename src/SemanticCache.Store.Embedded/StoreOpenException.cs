namespace SemanticCache.Store.Embedded;

/// <summary>The store's database cannot be opened; the message says what to do.</summary>
public sealed class StoreOpenException : Exception
{
    /// <summary>Creates the exception with what is wrong and what to do.</summary>
    public StoreOpenException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong, what to do and what was thrown.</summary>
    public StoreOpenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
