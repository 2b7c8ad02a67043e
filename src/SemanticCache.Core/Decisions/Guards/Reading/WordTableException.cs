namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>A table of words has a line that cannot be read.</summary>
internal sealed class WordTableException : Exception
{
    public WordTableException(string file, int line, string mistake)
        : base($"{file}, line {line}: {mistake}")
    {
    }
}
