namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>The tables that are part of the program.</summary>
internal static class EmbeddedTables
{
    /// <summary>Returns a table's text.</summary>
    /// <exception cref="InvalidTableException">There is no such table.</exception>
    public static string ReadOrThrow(string file) => ReadOrThrow("Cacheability", file);

    /// <summary>Returns the text of a table in a folder of resources.</summary>
    /// <exception cref="InvalidTableException">There is no such table.</exception>
    public static string ReadOrThrow(string folder, string file)
    {
        using var stream = typeof(EmbeddedTables).Assembly.GetManifestResourceStream($"{folder}/{file}")
            ?? throw new InvalidTableException(file, 0, "there is no such table");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
