using System.Buffers;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Splits a text into words, numbers and meaningful signs.</summary>
internal ref struct Tokenizer
{
    private const string QuotationMarks = "\"“”„«»";
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?\n\r…;");
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",:()[]{}–—");
    private static readonly SearchValues<char> Signs = SearchValues.Create("€$£¥%→+&°");
    private static readonly SearchValues<char> NumberJoints = SearchValues.Create(".,:/");

    private readonly ReadOnlySpan<char> _text;
    private readonly List<Token> _tokens;
    private int _position;
    private bool _isQuoted;
    private TokenTraits _pending;

    private Tokenizer(ReadOnlySpan<char> text)
    {
        _text = text;
        _tokens = new List<Token>((text.Length / 4) + 4);
        _pending = TokenTraits.SentenceStart | TokenTraits.ClauseStart;
    }

    /// <summary>Returns the tokens of a text whose apostrophes are plain.</summary>
    public static List<Token> Split(ReadOnlySpan<char> text)
    {
        var tokenizer = new Tokenizer(text);
        while (tokenizer._position < text.Length)
        {
            tokenizer.ReadNext();
        }

        return tokenizer._tokens;
    }

    private static bool IsWordPart(char sign) => char.IsLetterOrDigit(sign) || sign is '²' or '³';

    private readonly char At(int position) => position < _text.Length ? _text[position] : '\0';

    private void ReadNext()
    {
        var sign = _text[_position];
        if (IsWordPart(sign))
        {
            ReadWord();
        }
        else if (Signs.Contains(sign))
        {
            Add(1, TokenKind.Sign);
        }
        else if (sign is '-' or '=' && At(_position + 1) is '>')
        {
            Add(2, TokenKind.Sign);
        }
        else
        {
            NotePunctuation(sign);
            _position++;
        }
    }

    private void NotePunctuation(char sign)
    {
        if (char.IsWhiteSpace(sign) && sign is not ('\n' or '\r'))
        {
            _pending &= ~TokenTraits.Joined;
        }
        else if (SentenceEnds.Contains(sign))
        {
            _pending = TokenTraits.SentenceStart | TokenTraits.ClauseStart;
        }
        else if (ClauseEnds.Contains(sign))
        {
            _pending |= TokenTraits.ClauseStart;
        }
        else if (QuotationMarks.Contains(sign, StringComparison.Ordinal))
        {
            _isQuoted = !_isQuoted;
        }
    }

    private void ReadWord()
    {
        if (AddressLength() is > 0 and var address)
        {
            Add(address, TokenKind.Address);
            return;
        }

        var end = _position;
        var hasLetter = false;
        var hasDigit = false;
        while (end < _text.Length && (IsWordPart(_text[end]) || IsJoint(end)))
        {
            hasLetter |= char.IsLetter(_text[end]);
            hasDigit |= char.IsAsciiDigit(_text[end]);
            end++;
        }

        Add(end - _position, hasLetter ? (hasDigit ? TokenKind.Code : TokenKind.Word) : TokenKind.Number);
    }

    // Inside words: 1,000.5 and 15:30, don't (but not wife's, which are two), and a.m.
    private readonly bool IsJoint(int position)
    {
        var before = At(position - 1);
        var after = At(position + 1);
        if (NumberJoints.Contains(_text[position]) && char.IsAsciiDigit(before) && char.IsAsciiDigit(after))
        {
            return true;
        }

        return _text[position] switch
        {
            '\'' => before is 'n' or 'N' && after is 't' or 'T' && !char.IsLetterOrDigit(At(position + 2)),
            '.' => char.IsLetter(before) && char.IsLetter(after) && position - _position == 1 && !char.IsLetter(At(position + 2)),
            _ => false,
        };
    }

    private readonly int AddressLength()
    {
        if (_position > 0 && !char.IsWhiteSpace(_text[_position - 1]))
        {
            return 0;
        }

        var rest = _text[_position..];
        var length = rest.IndexOfAny(" \t\n\r");
        var chunk = length < 0 ? rest : rest[..length];
        var at = chunk.IndexOf('@');
        var isAddress = (at > 0 && chunk[at..].Contains('.')) || chunk.Contains("://", StringComparison.Ordinal)
            || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        return isAddress ? chunk.TrimEnd(".,;:!?)\"'").Length : 0;
    }

    private void Add(int length, TokenKind kind)
    {
        var traits = _pending | (_isQuoted ? TokenTraits.Quoted : 0);
        var word = _text.Slice(_position, length);
        if (char.IsUpper(word[0]))
        {
            traits |= TokenTraits.Capitalised | (length > 1 && !word.ContainsAnyInRange('a', 'z') ? TokenTraits.UpperCase : 0);
        }

        _tokens.Add(new Token(_position, length, kind, traits));
        _position += length;
        _pending = TokenTraits.Joined;
    }
}
