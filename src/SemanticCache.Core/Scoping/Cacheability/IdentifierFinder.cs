using System.Buffers;
using System.Collections.Frozen;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Finds what stands for one person or one order: e-mail addresses, telephone, card, order and account numbers.</summary>
internal sealed class IdentifierFinder
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789@");

    private readonly FrozenSet<string> _named;
    private readonly FrozenSet<string> _markers;
    private readonly FrozenSet<string> _verbs;
    private readonly FrozenSet<string> _standards;
    private readonly FrozenSet<string> _roles;

    /// <summary>Reads the words that tell an identifier from another number.</summary>
    public IdentifierFinder(Func<string, string> readTable)
    {
        _named = Words("numbered_things.txt", readTable);
        _markers = Words("number_words.txt", readTable);
        _verbs = Words("number_verbs.txt", readTable);
        _standards = Words("standards.txt", readTable);
        _roles = Words("role_addresses.txt", readTable);
    }

    /// <summary>Tells whether a text holds an identifier.</summary>
    public bool IsIn(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Signs) >= 0 && (HasAddress(text) || HasTelephone(text) || HasNumber(text));

    private bool HasAddress(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = NextAt(text, at))
        {
            var local = text[..at];
            var begin = local.Length;
            while (begin > 0 && (char.IsAsciiLetterOrDigit(local[begin - 1]) || local[begin - 1] is '.' or '_' or '-' or '+'))
            {
                begin--;
            }

            if (begin < at && IsDomain(text[(at + 1)..]) && !Contains(_roles, local[begin..]))
            {
                return true;
            }
        }

        return false;
    }

    private static int NextAt(ReadOnlySpan<char> text, int at)
    {
        var next = text[(at + 1)..].IndexOf('@');
        return next < 0 ? -1 : at + 1 + next;
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '.' or '-'))
        {
            length++;
        }

        var dot = text[..length].IndexOf('.');
        return dot > 0 && dot + 2 < length;
    }

    // Groups of digits with one space, hyphen or bracket between; dates are no telephone numbers.
    private static bool HasTelephone(ReadOnlySpan<char> text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (char.IsAsciiDigit(text[start]) && (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1])))
            {
                var groups = new DigitGroups(text[start..]);
                if (groups.IsTelephone(isInternational: start > 0 && text[start - 1] == '+') || groups.IsCard)
                {
                    return true;
                }

                start += groups.Length - 1;
            }
        }

        return false;
    }

    private bool HasNumber(ReadOnlySpan<char> text)
    {
        var reader = new CodeReader(text);
        var (isNamed, isMarked) = (false, false);
        while (reader.MoveNext())
        {
            var code = reader.Code;
            if (!code.ContainsAnyInRange('0', '9'))
            {
                var isVerb = Contains(_verbs, code);
                isMarked = Contains(_markers, code) || (isMarked && isVerb);
                isNamed = Contains(_named, code) || (isNamed && (isMarked || isVerb));
            }
            else if (IsIdentifier(new CodeShape(code), code, isNamed, isMarked || reader.IsAfterHash, reader.IsAfterPoint))
            {
                return true;
            }
            else
            {
                (isNamed, isMarked) = (false, false);
            }
        }

        return false;
    }

    private bool IsIdentifier(CodeShape shape, ReadOnlySpan<char> code, bool isNamed, bool isMarked, bool isAfterPoint)
    {
        if (shape.IsDate || isAfterPoint)
        {
            return false;
        }

        if (shape.Letters == 0)
        {
            return (shape.Digits >= 8 && !shape.IsRound)
                || (isMarked && isNamed && shape.Digits >= 4)
                || (isMarked && !shape.IsColour && shape.Digits >= 5)
                || (isNamed && shape.Digits >= 5 && !shape.IsRound);
        }

        return !Contains(_standards, CodeShape.PrefixOf(code))
            && ((isNamed && shape.Digits >= 4)
                || (shape.StartsWithLetter && shape.Letters <= 8 && shape.Digits >= 6)
                || (shape.StartsWithLetter && shape.HasHyphen && shape.Letters <= 4 && shape.Digits >= 5)
                || shape.Digits >= 10);
    }

    private static bool Contains(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Words(string file, Func<string, string> readTable) =>
        WordList.Parse(readTable(file)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
