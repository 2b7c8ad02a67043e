namespace SemanticCache.Core.Search;

/// <summary>A backup could not be made, or cannot be restored; the message says why and what to do.</summary>
public sealed class StoreBackupException : Exception
{
    /// <summary>Creates the exception with what is wrong and what to do.</summary>
    public StoreBackupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong, what to do and what was thrown.</summary>
    public StoreBackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
