namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Finds the words of a text one by one: runs of letters, digits and apostrophes within them.</summary>
internal ref struct WordReader
{
    private readonly ReadOnlySpan<char> _text;
    private int _next;

    public WordReader(ReadOnlySpan<char> text)
    {
        _text = text;
        Word = default;
    }

    /// <summary>The present word.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    /// <summary>Whether a clause or a part of one, after a comma, begins with the present word.</summary>
    public bool IsStart { get; private set; }

    /// <summary>Whether a clause ended between the present word and the one before.</summary>
    public bool EndedBefore { get; private set; }

    /// <summary>Moves to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        IsStart = _next == 0;
        EndedBefore = false;
        while (_next < _text.Length && !IsWordCharacter(_text[_next]))
        {
            Note(_text[_next++]);
        }

        var start = _next;
        while (_next < _text.Length && (IsWordCharacter(_text[_next]) || IsInnerApostrophe(_next)))
        {
            _next++;
        }

        Word = _text[start.._next];
        return Word.Length > 0;
    }

    private void Note(char separator)
    {
        var ends = separator is '.' or '?' or '!' or ';' or ':' or '(' or ')' or '\n' or '\u2026' or '\u3002' or '\uff1f';
        EndedBefore |= ends;
        IsStart |= ends || separator is ',' or '"' or '\u2013' or '\u2014';
    }

    private readonly bool IsInnerApostrophe(int at) =>
        _text[at] is '\'' or '\u2019' && at + 1 < _text.Length && char.IsLetter(_text[at + 1]);

    private static bool IsWordCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || (character > '\u007f' && (char.IsLetterOrDigit(character) || char.IsSurrogate(character)));
}
