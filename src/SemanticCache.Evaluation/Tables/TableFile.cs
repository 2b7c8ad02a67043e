using System.IO.Compression;
using System.Text;

namespace SemanticCache.Evaluation.Tables;

/// <summary>A UTF-8 file of tab-separated columns under a header, gzip where its name ends in <c>.gz</c>; quotes are ordinary characters.</summary>
internal sealed class TableFile
{
    /// <summary>How many rows a file may have.</summary>
    public const int MostRows = 2_000_000;

    private readonly string _path;
    private readonly IReadOnlyList<string> _columns;

    private TableFile(string path, IReadOnlyList<string> columns, IReadOnlyList<TableRow> rows)
    {
        _path = path;
        _columns = columns;
        Rows = rows;
    }

    /// <summary>What reports call the file: its folder and its name without endings.</summary>
    public string Name => $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(_path)))}/{Path.GetFileName(_path).Split('.')[0]}";

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>The rows below the header.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">It cannot be read or is no table; names file and line.</exception>
    public static TableFile ReadOrThrow(string path)
    {
        var lines = ReadLines(path);
        if (lines is [] or [""])
        {
            throw Mistake(path, 1, "is empty; it must name the columns.");
        }

        var columns = lines[0].Split('\t');
        return new TableFile(path, columns, [.. lines.Skip(1).Select((text, index) => RowOf(path, index + 2, text, columns.Length))]);
    }

    /// <summary>Returns the position of the first column with one of the names, whatever their case; null if there is none.</summary>
    public int? Find(params IReadOnlyList<string> names)
    {
        for (var position = 0; position < _columns.Count; position++)
        {
            if (names.Contains(_columns[position].Trim(), StringComparer.OrdinalIgnoreCase))
            {
                return position;
            }
        }

        return null;
    }

    /// <summary>Returns the position of the first column with one of the names.</summary>
    /// <exception cref="InvalidDataException">There is none; names the file, what is looked for and what there is.</exception>
    public int FindOrThrow(string meaning, params IReadOnlyList<string> names) => Find(names)
        ?? throw Mistake(_path, 1, $"has no column for {meaning}; call it {string.Join(" or ", names)}. There are: {string.Join(", ", _columns)}.");

    /// <summary>Returns a field of a row.</summary>
    /// <exception cref="InvalidDataException">It is empty; names file, line and column.</exception>
    public string TextOrThrow(TableRow row, int position) =>
        string.IsNullOrWhiteSpace(row.Fields[position]) ? throw MistakeIn(row, position, "is empty.") : row.Fields[position];

    /// <summary>Returns the exception that names file, line and column of a wrong field.</summary>
    public InvalidDataException MistakeIn(TableRow row, int position, string mistake) =>
        new($"{_path}, line {row.Line}, column {_columns[position]}: {mistake}");

    private static List<string> ReadLines(string path)
    {
        try
        {
            using var reader = Open(path);
            var lines = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                lines.Add(lines.Count <= MostRows ? line : throw new IOException($"it has more than {MostRows} rows."));
            }

            return lines;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or DecoderFallbackException)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private static TableRow RowOf(string path, int line, string text, int columns)
    {
        var fields = text.Split('\t');
        return fields.Length == columns
            ? new TableRow(line, fields)
            : throw Mistake(path, line, $"has {fields.Length} columns, but the header names {columns}.");
    }

    private static StreamReader Open(string path)
    {
        Stream stream = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }

        return new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    }

    private static InvalidDataException Mistake(string path, int line, string mistake) => new($"{path}, line {line}: {mistake}");
}
