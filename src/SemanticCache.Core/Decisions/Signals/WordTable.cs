using System.Globalization;

namespace SemanticCache.Core.Decisions.Signals;

/// <summary>Reads the word tables that are part of the program: one record a line, <c>#</c> begins a comment.</summary>
internal static class WordTable
{
    /// <summary>Returns the records of a table, their words lower-cased.</summary>
    /// <exception cref="InvalidDataException">The table is missing or a record has another number of words; names table and line.</exception>
    public static IEnumerable<string[]> Read(string name, int wordsPerLine)
    {
        foreach (var (number, line) in Numbered(name))
        {
            var words = line.Split(' ');
            yield return words.Length == wordsPerLine && words.All(word => word.Length > 0)
                ? words
                : throw new InvalidDataException($"{name}, line {number}: '{line}' has not {wordsPerLine} words.");
        }
    }

    /// <summary>Returns the lines of a table that are no comments.</summary>
    /// <exception cref="InvalidDataException">The table is missing.</exception>
    public static IEnumerable<string> ReadLines(string name) => Numbered(name).Select(each => each.Line);

    private static IEnumerable<(int Number, string Line)> Numbered(string name)
    {
        using var stream = typeof(WordTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The table {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return (number, line);
            }
        }
    }

    /// <summary>Reads a count of a record.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static int CountOf(string name, string[] record) =>
        int.TryParse(record[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new InvalidDataException($"{name}: '{string.Join(' ', record)}' has no count.");
}
