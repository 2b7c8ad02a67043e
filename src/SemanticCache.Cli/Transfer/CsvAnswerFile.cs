using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;
using SemanticCache.Cli.Invocation;

namespace SemanticCache.Cli.Transfer;

/// <summary>Questions with their answers, a table with a header; fields with commas, quotes and line ends stand in quotes.</summary>
internal sealed class CsvAnswerFile : IAnswerFile
{
    private const int LongestField = 4_000_000;
    private const char TagSeparator = ';';

    private static readonly string[] Needed = ["question", "answer"];
    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly string _name;
    private readonly char _delimiter;
    private readonly string[] _columns;

    private CsvAnswerFile(string name, string header, char delimiter, string[] columns)
    {
        (_name, Header, _delimiter, _columns) = (name, header, delimiter, columns);
        Unread = [.. columns.Where(column => column.Length > 0 && !AnswerRow.Names.Contains(column))];
    }

    /// <inheritdoc/>
    public string Header { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Unread { get; }

    /// <summary>Opens a table and reads its header.</summary>
    /// <exception cref="UsageException">A column is missing, or stands there twice.</exception>
    public static async Task<CsvAnswerFile> OpenAsync(string name, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(name);
        var first = await text.ReadLineAsync(cancellationToken) ?? "";
        var delimiter = Delimiters.MaxBy(known => first.Count(character => character == known));
        using var parser = new CsvParser(new StringReader(first), Configuration(delimiter));
        string[] columns = await parser.ReadAsync() ? [.. parser.Record!.Select(column => column.Trim().ToLower(CultureInfo.InvariantCulture).Replace(' ', '_'))] : [];
        if (Needed.Where(column => !columns.Contains(column)).ToList() is { Count: > 0 } missing)
        {
            throw new UsageException($"'{name}': the header in line 1 has no column '{string.Join("' and no column '", missing)}'; its columns are: {string.Join(", ", columns)}");
        }

        return AnswerRow.Names.FirstOrDefault(known => columns.Count(column => column == known) > 1) is { } twice
            ? throw new UsageException($"'{name}': the column '{twice}' stands twice in the header")
            : new CsvAnswerFile(name, first, delimiter, columns);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnswerLine> ReadAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var parser = new CsvParser(new StreamReader(_name), Configuration(_delimiter));
        var last = 0;
        while (await NextAsync(parser, last))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, text) = (last + 1, parser.RawRecord.TrimEnd('\r', '\n'));
            last = parser.RawRow;
            if (first > 1 && first >= from && text.Trim().Length > 0)
            {
                yield return Read(new AnswerLine(first, text) { Lines = last - first + 1 }, parser.Record!);
            }
        }
    }

    private async Task<bool> NextAsync(CsvParser parser, int last)
    {
        try
        {
            return await parser.ReadAsync();
        }
        catch (MaxFieldSizeException)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"'{_name}': behind line {last} a field is longer than {LongestField:N0} characters; is there a quote that nothing closes?"));
        }
    }

    private AnswerLine Read(AnswerLine line, string[] fields)
    {
        if (line.Text.Count(character => character == '"') % 2 != 0)
        {
            return line with { Mistake = "a quote is opened and not closed" };
        }

        if (fields.Length > _columns.Length)
        {
            return line with { Mistake = $"has {fields.Length} fields, and the header {_columns.Length}; a field with the delimiter in it must stand in quotes" };
        }

        var row = new AnswerRow();
        foreach (var (column, field) in _columns.Zip(fields))
        {
            if (column == "tags")
            {
                row.Tags.AddRange(field.Split(TagSeparator));
            }
            else
            {
                row.Add(column, field);
            }
        }

        return row.Read(line);
    }

    // Quotes where none belong are read as they stand: the check of each record says what is wrong. Blank lines count, for the numbers.
    private static CsvConfiguration Configuration(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        HasHeaderRecord = false,
        IgnoreBlankLines = false,
        BadDataFound = null,
        MaxFieldSize = LongestField,
    };
}
