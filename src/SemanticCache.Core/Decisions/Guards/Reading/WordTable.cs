using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>
/// A table of words. A line is <c>key: word, two words | word of the other pole</c>; <c>*</c> behind a word adds its regular forms, <c>+</c> those but -ed,
/// <c>..</c> between words allows a few others, <c>?</c> behind the key makes the line count only between texts that share much, and <c>#</c> begins a comment.
/// </summary>
/// <param name="Keys">The key of each line.</param>
/// <param name="LineNumbers">The number in the file of each line, from 1.</param>
/// <param name="Phrases">All phrases.</param>
internal sealed record WordTable(ImmutableArray<string> Keys, ImmutableArray<int> LineNumbers, ImmutableArray<Phrase> Phrases)
{
    private const int MostPoles = 32;
    private const string Gap = "..";

    /// <summary>Reads a table.</summary>
    /// <exception cref="WordTableException">A line cannot be read; file and line are named.</exception>
    public static WordTable Parse(WordTableKind kind, string file, TextReader reader)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var numbers = ImmutableArray.CreateBuilder<int>();
        var phrases = ImmutableArray.CreateBuilder<Phrase>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var content = line.Split('#')[0].Trim();
            if (content.Length > 0)
            {
                phrases.AddRange(ParseLine(content, new Term(kind, keys.Count, 0), mistake => new WordTableException(file, number, mistake)));
                keys.Add(content.Split(':')[0].Trim());
                numbers.Add(number);
            }
        }

        return new WordTable(keys.ToImmutable(), numbers.ToImmutable(), phrases.ToImmutable());
    }

    private static List<Phrase> ParseLine(string content, Term line, Func<string, WordTableException> fail)
    {
        var parts = content.Split(':');
        if (parts.Length != 2 || string.IsNullOrWhiteSpace(parts[0]))
        {
            throw fail("must be 'key: words'");
        }

        var poles = parts[1].Split('|');
        if (poles.Length > MostPoles)
        {
            throw fail($"has more than {MostPoles} poles");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var phrases = new List<Phrase>();
        for (var pole = 0; pole < poles.Length; pole++)
        {
            foreach (var written in poles[pole].Split(',', StringSplitOptions.TrimEntries))
            {
                var phrase = new Phrase(line with { Pole = pole }, ParseWords(written, fail));
                if (!seen.Add(written))
                {
                    throw fail($"has '{written}' twice");
                }

                phrases.Add(phrase);
            }
        }

        return phrases;
    }

    private static ImmutableArray<PhraseWord> ParseWords(string phrase, Func<string, WordTableException> fail)
    {
        var words = ImmutableArray.CreateBuilder<PhraseWord>();
        var hasGap = false;
        foreach (var written in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (written == Gap)
            {
                hasGap = true;
                continue;
            }

            words.Add(new PhraseWord(FormsOf(written, fail), hasGap));
            hasGap = false;
        }

        return words.Count > 0 && !hasGap && !words[0].HasGap ? words.ToImmutable() : throw fail($"'{phrase}' is not a word or phrase");
    }

    private static ImmutableArray<string> FormsOf(string written, Func<string, WordTableException> fail)
    {
        var word = written.TrimEnd('*', '+');
        var tokens = Tokenizer.Split(word);
        var isToken = tokens.Count == 1 && tokens[0].Length == word.Length && !word.Any(char.IsUpper);
        if (!isToken)
        {
            throw fail($"'{written}' is not one word in lower case");
        }

        return written[word.Length..] switch
        {
            "" => [word],
            "*" => [.. Inflections.Of(word)],
            "+" => [.. Inflections.Of(word).Where(form => !Inflections.IsPast(word, form))],
            _ => throw fail($"'{written}' has more than one sign behind it"),
        };
    }
}
