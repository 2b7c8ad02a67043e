using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A question as the guards read it, parsed once and shared by all of them.</summary>
/// <remarks>Not for several threads at a time: parts are read when a guard first asks for them.</remarks>
internal sealed class GuardText
{
    private const int LongestRead = 4000;
    private const int LongestPlain = 24;
    private const int NegationReach = 4;

    private readonly string _lower;
    private readonly Token[] _tokens;
    private readonly Mark[] _marks;
    private Quantity[]? _quantities;
    private Moment[]? _moments;

    public GuardText(string text)
    {
        Text = text.Length <= LongestRead ? text : text[..LongestRead];
        Tables = WordTables.Embedded;
        _lower = Text.ToLowerInvariant().Replace('’', '\'').Replace('‘', '\'').Replace('`', '\'');
        _tokens = [.. Tokenizer.Split(Text.AsSpan().ContainsAny('’', '‘', '`') ? Text.Replace('’', '\'').Replace('‘', '\'').Replace('`', '\'') : Text)];
        _marks = MarkReader.Read(this);
    }

    /// <summary>The question, as far as the guards read it.</summary>
    public string Text { get; }

    /// <summary>The tables of words that it was read with.</summary>
    public WordTables Tables { get; }

    /// <summary>Whether it tells a story, in which much stands beside the point.</summary>
    public bool IsLongWinded => _tokens.Length > LongestPlain;

    /// <summary>Whether it is written in capitals throughout, so that a capital says nothing.</summary>
    public bool IsShouted => !Text.AsSpan().ContainsAnyInRange('a', 'z');

    /// <summary>Its words, numbers and signs.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens;

    /// <summary>Where words of the tables stand, in the order of their first tokens.</summary>
    public ReadOnlySpan<Mark> Marks => _marks;

    /// <summary>Its numbers with their units.</summary>
    public ReadOnlySpan<Quantity> Quantities => _quantities ??= QuantityReader.Read(this);

    /// <summary>Its dates and times.</summary>
    public ReadOnlySpan<Moment> Moments => _moments ??= MomentReader.Read(this);

    /// <summary>Returns a token's characters in lower case.</summary>
    public ReadOnlySpan<char> Word(int index) => _lower.AsSpan(_tokens[index].Start, _tokens[index].Length);

    /// <summary>Returns the text from one token to another.</summary>
    public string Span(int first, int last) => Text[_tokens[first].Start.._tokens[last].End];

    /// <summary>Returns the text of a mark.</summary>
    public string Span(Mark mark) => Span(mark.First, mark.Last);

    /// <summary>Tells whether a word of a table begins or ends at the token.</summary>
    public bool IsMarked(int index, WordTableKind kind)
    {
        foreach (var mark in _marks)
        {
            if (mark.First > index)
            {
                break;
            }

            if (mark.Last >= index && mark.Term.Table == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether the token has content: it is neither a sign nor a function word.</summary>
    public bool HasContent(int index) => _tokens[index].Kind is not TokenKind.Sign && !IsMarked(index, WordTableKind.Function);

    /// <summary>Tells whether a negation stands shortly before the token, in the same clause.</summary>
    public bool IsNegated(int index)
    {
        for (var before = index - 1; before >= 0 && before >= index - NegationReach && !_tokens[before + 1].Is(TokenTraits.ClauseStart); before--)
        {
            if (IsMarked(before, WordTableKind.Negation))
            {
                return true;
            }
        }

        return false;
    }
}
