using System.Collections.Immutable;
using System.Globalization;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Reads a table of patterns; <c>Tables/README.md</c> says how one is written.</summary>
internal sealed class PatternTableParser
{
    private const int LongestPhrase = 30;

    private readonly string _file;
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, List<ImmutableArray<int>>> _lists = new(StringComparer.Ordinal);
    private readonly List<WordPattern> _patterns = [];
    private int _line;

    private PatternTableParser(string file, Vocabulary vocabulary)
    {
        _file = file;
        _vocabulary = vocabulary;
    }

    /// <summary>Reads a table and numbers its words.</summary>
    /// <exception cref="InvalidTableException">A line cannot be read, or there is no pattern.</exception>
    public static PatternTable ParseOrThrow(string file, string text, Vocabulary vocabulary)
    {
        var parser = new PatternTableParser(file, vocabulary);
        foreach (var line in text.Split('\n'))
        {
            parser._line++;
            parser.ParseLine(line.Split('#')[0].Trim());
        }

        return parser._patterns.Count > 0 ? new PatternTable(parser._patterns) : throw parser.Mistake("there is no pattern");
    }

    private void ParseLine(string line)
    {
        if (line.StartsWith('@') && line.Contains(':', StringComparison.Ordinal))
        {
            ParseList(line);
        }
        else if (line.Length > 0)
        {
            ParsePattern(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private void ParseList(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var phrases = line[(colon + 1)..].Split(',').SelectMany(part => PhrasesOf(part.Trim())).ToList();
        if (!_lists.TryAdd(line[..colon], phrases))
        {
            throw Mistake($"{line[..colon]} is there already");
        }
    }

    private void ParsePattern(string[] parts)
    {
        var atStart = parts[0] == "^";
        ImmutableArray<PatternElement> elements = [.. parts.Skip(atStart ? 1 : 0).Select((part, at) => ParseElement(part, at + (atStart ? 2 : 1) == parts.Length))];
        var firstKinds = elements.Select(element => element.Kind).SkipWhile(kind => kind is ElementKind.OptionalWords);
        if (firstKinds.FirstOrDefault(ElementKind.End) is not ElementKind.Words)
        {
            throw Mistake("a pattern must begin with words");
        }

        _patterns.Add(new WordPattern(elements, atStart));
    }

    private PatternElement ParseElement(string part, bool isLast)
    {
        if (part == "$" && isLast)
        {
            return new PatternElement(ElementKind.End, []);
        }

        if (part[0] == '~')
        {
            return int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var longest) && longest is >= 1 and <= 9
                ? new PatternElement(ElementKind.Gap, [], longest)
                : throw Mistake($"'{part}' is not a gap: ~1 to ~9");
        }

        var (kind, words) = part switch
        {
            ['!', '!', .. var rest] => (ElementKind.NoneAhead, rest),
            ['!', .. var rest] => (ElementKind.NotNext, rest),
            [.. var rest, '?'] => (ElementKind.OptionalWords, rest),
            _ => (ElementKind.Words, part),
        };
        return new PatternElement(kind, [.. words.Split('|').SelectMany(PhrasesOf)]);
    }

    private IEnumerable<ImmutableArray<int>> PhrasesOf(string phrase)
    {
        if (phrase.StartsWith('@'))
        {
            return _lists.TryGetValue(phrase, out var list) ? list : throw Mistake($"{phrase} is not there yet");
        }

        var words = phrase.Split([' ', '_'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > LongestPhrase || words.FirstOrDefault(word => !IsWord(word)) is not null)
        {
            throw Mistake($"'{phrase}' is not a word or a phrase");
        }

        return [[.. words.Select(_vocabulary.Add)]];
    }

    private static bool IsWord(string word)
    {
        var reader = new WordReader(word);
        return reader.MoveNext() && reader.Word.Length == word.Length;
    }

    private InvalidTableException Mistake(string mistake) => new(_file, _line, mistake);
}
