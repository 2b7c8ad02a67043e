namespace SemanticCache.Evaluation.Tables;

/// <summary>Finds the tables that a path means: the file itself, or what a folder holds.</summary>
internal static class TableFolder
{
    /// <summary>Returns the files: the path, or every <c>*.tsv</c> and <c>*.tsv.gz</c> in the folder and below, in order.</summary>
    /// <exception cref="InvalidDataException">There is no such file or folder, or nothing in it.</exception>
    public static IReadOnlyList<string> FilesOrThrow(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new InvalidDataException($"There is neither a file nor a folder '{path}'.");
        }

        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsTable).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new InvalidDataException($"There is no *.tsv or *.tsv.gz file in '{path}'.");
    }

    private static bool IsTable(string file) =>
        file.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase);
}
