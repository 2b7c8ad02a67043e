using SemanticCache.Core.Scoping.Cacheability;

namespace SemanticCache.Core.Privacy;

/// <summary>The tables of the finders, which are part of the program.</summary>
internal static class PrivacyTables
{
    /// <summary>Returns the lines of a table, without comments and empty lines, as words.</summary>
    /// <exception cref="InvalidTableException">There is no such table.</exception>
    public static IReadOnlyList<string[]> ReadOrThrow(string file) => [.. WordList.Lines(EmbeddedTables.ReadOrThrow("Privacy", file))];
}
