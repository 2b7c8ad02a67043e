namespace SemanticCache.Cli.Invocation;

/// <summary>A mistake on the command line, in words for the person who typed it.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }
}
