namespace SemanticCache.Core.Entries;

/// <summary>The stored bytes of an entry cannot be read: damaged, or written by a later version.</summary>
public sealed class CorruptEntryException : Exception
{
    /// <summary>Creates the exception with the reason, which never quotes the content.</summary>
    public CorruptEntryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the reason and what was thrown while reading.</summary>
    public CorruptEntryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
