namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Reads a table that is a plain list of words.</summary>
internal static class WordList
{
    /// <summary>Returns the words; a <c>#</c> begins a comment.</summary>
    public static IEnumerable<string> Parse(string text) =>
        text.Split('\n').SelectMany(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
