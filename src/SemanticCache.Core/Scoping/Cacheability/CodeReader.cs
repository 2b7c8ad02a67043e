namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Finds the codes and words of a text one by one: runs of ASCII letters and digits, with single hyphens within.</summary>
internal ref struct CodeReader
{
    private readonly ReadOnlySpan<char> _text;
    private int _next;

    public CodeReader(ReadOnlySpan<char> text)
    {
        _text = text;
    }

    /// <summary>The present code.</summary>
    public ReadOnlySpan<char> Code { get; private set; }

    /// <summary>Whether a number sign stands right before it.</summary>
    public bool IsAfterHash { get; private set; }

    /// <summary>Whether it is the rest of a number with a point or comma.</summary>
    public bool IsAfterPoint { get; private set; }

    /// <summary>Moves to the next code; false at the end.</summary>
    public bool MoveNext()
    {
        while (_next < _text.Length && !char.IsAsciiLetterOrDigit(_text[_next]))
        {
            _next++;
        }

        var start = _next;
        while (_next < _text.Length && (char.IsAsciiLetterOrDigit(_text[_next]) || IsInnerHyphen(_next)))
        {
            _next++;
        }

        IsAfterHash = start > 0 && _text[start - 1] == '#';
        IsAfterPoint = start > 1 && _text[start - 1] is '.' or ',' && char.IsAsciiDigit(_text[start - 2]);
        Code = _text[start.._next];
        return Code.Length > 0;
    }

    private readonly bool IsInnerHyphen(int at) =>
        _text[at] == '-' && at + 1 < _text.Length && char.IsAsciiLetterOrDigit(_text[at + 1]);
}
