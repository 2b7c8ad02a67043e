namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>A text's words as numbers of a vocabulary, with where clauses begin and end.</summary>
internal readonly ref struct QuestionWords
{
    private const int StartFlag = 1;
    private const int EndFlag = 2;
    private const int FlagBits = 2;

    private readonly ReadOnlySpan<int> _words;

    private QuestionWords(ReadOnlySpan<int> words)
    {
        _words = words;
    }

    /// <summary>The number of words.</summary>
    public int Count => _words.Length;

    /// <summary>Returns how many words a text of that length can have at most.</summary>
    public static int MostIn(int length) => (length / 2) + 1;

    /// <summary>Reads a text into a buffer that has room for <see cref="MostIn"/> words.</summary>
    public static QuestionWords Read(ReadOnlySpan<char> text, Vocabulary vocabulary, Span<int> buffer)
    {
        var reader = new WordReader(text);
        var count = 0;
        var openedBefore = false;
        while (reader.MoveNext())
        {
            if (count > 0 && reader.EndedBefore)
            {
                buffer[count - 1] |= EndFlag;
            }

            var id = Find(reader.Word, vocabulary);
            var isStart = reader.IsStart || openedBefore;
            buffer[count++] = (id << FlagBits) | (isStart ? StartFlag : 0);
            openedBefore = isStart && vocabulary.IsOpener(id);
        }

        if (count > 0)
        {
            buffer[count - 1] |= EndFlag;
        }

        return new QuestionWords(buffer[..count]);
    }

    /// <summary>Returns the number of the word at a place; 0 for one that no table knows.</summary>
    public int IdAt(int place) => _words[place] >> FlagBits;

    /// <summary>Tells whether a clause begins at a place.</summary>
    public bool StartsAt(int place) => (_words[place] & StartFlag) != 0;

    /// <summary>Tells whether a clause ends with the word at a place.</summary>
    public bool EndsAt(int place) => (_words[place] & EndFlag) != 0;

    // The typographic apostrophe is one more spelling, not another word.
    private static int Find(ReadOnlySpan<char> word, Vocabulary vocabulary)
    {
        const char Typographic = '\u2019';
        if (!word.Contains(Typographic) || word.Length > 32)
        {
            return vocabulary.Find(word);
        }

        Span<char> plain = stackalloc char[word.Length];
        word.Replace(plain, Typographic, '\'');
        return vocabulary.Find(plain);
    }
}
