namespace SemanticCache.Core.Privacy;

/// <summary>The tables of the finders, which are part of the program.</summary>
internal static class PrivacyTables
{
    /// <summary>Returns the lines of a table, without comments and empty lines, as words.</summary>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public static IReadOnlyList<string[]> ReadOrThrow(string file)
    {
        using var stream = typeof(PrivacyTables).Assembly.GetManifestResourceStream("Privacy/" + file)
            ?? throw new InvalidOperationException($"There is no table {file}.");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n')
                .Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Where(words => words.Length > 0),
        ];
    }
}
