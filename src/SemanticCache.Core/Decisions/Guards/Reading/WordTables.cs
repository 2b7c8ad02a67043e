using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>All tables of words, and the one index in which a text's tokens are looked up.</summary>
internal sealed class WordTables
{
    private static readonly Lazy<WordTables> Loaded = new(Load, LazyThreadSafetyMode.PublicationOnly);

    private readonly ImmutableArray<WordTable> _tables;
    private readonly Dictionary<string, Phrase[]> _phrases;
    private readonly Dictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private WordTables(ImmutableArray<WordTable> tables)
    {
        _tables = tables;
        _phrases = tables.SelectMany(table => table.Phrases)
            .SelectMany(phrase => phrase.Words[0].Forms.Distinct(StringComparer.Ordinal).Select(form => (form, phrase)))
            .GroupBy(pair => pair.form, pair => pair.phrase, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Words.Length).ToArray(), StringComparer.Ordinal);
        _lookup = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        Measures = new UnitTable(tables[(int)WordTableKind.Units]);
        Numbers = new NumberWords(tables[(int)WordTableKind.Numbers]);
    }

    /// <summary>The tables that the product brings.</summary>
    /// <exception cref="WordTableException">A line of a table cannot be read.</exception>
    public static WordTables Embedded => Loaded.Value;

    /// <summary>What the lines of the table of units mean.</summary>
    public UnitTable Measures { get; }

    /// <summary>What the lines of the table of numbers mean.</summary>
    public NumberWords Numbers { get; }

    /// <summary>Returns the number of the line with that key.</summary>
    /// <exception cref="InvalidOperationException">There is no such line.</exception>
    public int LineOf(WordTableKind kind, string key)
    {
        var line = _tables[(int)kind].Keys.IndexOf(key);
        return line >= 0 ? line : throw new InvalidOperationException($"The table {kind} has no line '{key}'.");
    }

    /// <summary>Tells whether a line counts only between texts that share much: its words mean too little elsewhere.</summary>
    public bool NeedsOverlap(Term term) => _tables[(int)term.Table].Keys[term.Line].EndsWith('?');

    /// <summary>Returns the phrases that begin with a lower-case word, those of most words first.</summary>
    public ReadOnlySpan<Phrase> StartingWith(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var phrases) ? phrases : [];

    private static WordTables Load() => new([.. Enum.GetValues<WordTableKind>().Select(Load)]);

    private static WordTable Load(WordTableKind kind)
    {
        var file = kind.ToString().ToLowerInvariant() + ".txt";
        using var stream = typeof(WordTables).Assembly.GetManifestResourceStream("Guards." + file)
            ?? throw new InvalidOperationException($"The table {file} is missing in the assembly.");
        using var reader = new StreamReader(stream);
        return WordTable.Parse(kind, file, reader);
    }
}
