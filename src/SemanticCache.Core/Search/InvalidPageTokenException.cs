namespace SemanticCache.Core.Search;

/// <summary>A page token that no list of this store returned.</summary>
public sealed class InvalidPageTokenException : ArgumentException
{
    /// <summary>Creates the exception with its fixed message.</summary>
    public InvalidPageTokenException()
        : base("The page token was not returned by a previous page of this list.")
    {
    }
}
