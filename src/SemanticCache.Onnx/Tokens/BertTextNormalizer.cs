using System.Globalization;
using System.Text;

namespace SemanticCache.Onnx.Tokens;

/// <summary>
/// Cleans a text as BERT's basic tokenisation does and separates its words, ideographs and punctuation marks by single spaces.
/// </summary>
/// <remarks>
/// The official tokenizer's own basic step drops symbols such as <c>€</c>, <c>$</c> and <c>&gt;</c>; it therefore only gets to cut
/// the words that this class made. See docs/tokenizer.md.
/// </remarks>
internal sealed class BertTextNormalizer
{
    private const int ReplacementCharacter = 0xFFFD;

    private readonly bool _lowerCase;
    private readonly bool _stripAccents;

    /// <summary>Takes the two options of a BERT tokenizer that change the text.</summary>
    public BertTextNormalizer(bool lowerCase, bool stripAccents)
    {
        _lowerCase = lowerCase;
        _stripAccents = stripAccents;
    }

    /// <summary>Returns the words with one space between them.</summary>
    public string Normalize(string text)
    {
        var words = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                AppendAscii(words, (char)rune.Value);
            }
            else if (!IsDropped(rune))
            {
                Append(words, rune);
            }
        }

        return words.ToString();
    }

    private void AppendAscii(StringBuilder words, char character)
    {
        if (char.IsAsciiLetterOrDigit(character))
        {
            words.Append(_lowerCase ? char.ToLowerInvariant(character) : character);
        }
        else if (character is ' ' or '\t' or '\n' or '\r')
        {
            EndWord(words);
        }
        else if (character is > ' ' and < '\x7F')
        {
            EndWord(words);
            words.Append(character).Append(' ');
        }
    }

    private void Append(StringBuilder words, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            EndWord(words);
            return;
        }

        var standsAlone = IsIdeograph(rune.Value) || Rune.IsPunctuation(rune);
        var bases = Bases(rune);
        // An accented symbol such as ≠ becomes ASCII punctuation (=) without its accent.
        standsAlone |= bases.Length > 0 && bases[0] < '\x80' && !char.IsAsciiLetterOrDigit(bases[0]);
        if (standsAlone)
        {
            EndWord(words);
        }

        words.Append(_lowerCase ? bases.ToLowerInvariant() : bases);
        if (standsAlone)
        {
            EndWord(words);
        }
    }

    private string Bases(Rune rune) => _stripAccents ? CanonicalBases.Of(rune) : rune.ToString();

    private static void EndWord(StringBuilder words)
    {
        if (words.Length > 0 && words[^1] != ' ')
        {
            words.Append(' ');
        }
    }

    private static bool IsDropped(Rune rune) =>
        rune.Value == ReplacementCharacter
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    private static bool IsIdeograph(int codePoint) => codePoint is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F)
        or (>= 0x2B920 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
