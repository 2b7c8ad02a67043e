namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>The tables that are part of the program.</summary>
internal static class EmbeddedTables
{
    /// <summary>Returns a table's text.</summary>
    /// <exception cref="InvalidTableException">There is no such table.</exception>
    public static string ReadOrThrow(string file)
    {
        using var stream = typeof(EmbeddedTables).Assembly.GetManifestResourceStream("Cacheability/" + file)
            ?? throw new InvalidTableException(file, 0, "there is no such table");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
