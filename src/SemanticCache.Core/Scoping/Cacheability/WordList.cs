namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Reads a table that is a plain list of words.</summary>
internal static class WordList
{
    /// <summary>Returns the words; a <c>#</c> begins a comment.</summary>
    public static IEnumerable<string> Parse(string text) => Lines(text).SelectMany(words => words);

    /// <summary>Returns the words of each line, comments and empty lines left out.</summary>
    public static IEnumerable<string[]> Lines(string text) =>
        text.Split('\n').Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(words => words.Length > 0);
}
