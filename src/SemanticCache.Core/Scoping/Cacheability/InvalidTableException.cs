namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>A line of a table of word patterns cannot be read.</summary>
internal sealed class InvalidTableException : Exception
{
    public InvalidTableException(string file, int line, string mistake)
        : base($"{file}, line {line}: {mistake}")
    {
    }
}
