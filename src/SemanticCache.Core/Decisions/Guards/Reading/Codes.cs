namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Compares codes, such as A4, E12 or 2FA, and addresses of two texts.</summary>
internal static class Codes
{
    /// <summary>Returns codes of one family, or addresses, that both texts have and none of which agrees; else null.</summary>
    public static (string Reason, string Question, string Candidate)? FindConflict(GuardText question, GuardText candidate)
    {
        for (var mine = 0; mine < question.Tokens.Length; mine++)
        {
            for (var theirs = 0; IsCode(question, mine) && theirs < candidate.Tokens.Length; theirs++)
            {
                if (IsCode(candidate, theirs) && IsSameFamily(question, mine, candidate, theirs) && !Contains(candidate, question.Word(mine))
                    && !Contains(question, candidate.Word(theirs)))
                {
                    return ("code_differs", question.Span(mine, mine), candidate.Span(theirs, theirs));
                }
            }
        }

        return null;
    }

    private static bool Contains(GuardText text, ReadOnlySpan<char> code)
    {
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            if (text.Word(index).SequenceEqual(code))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(GuardText text, int index) => text.Tokens[index].Kind switch
    {
        TokenKind.Address => true,
        TokenKind.Code => char.IsLetter(text.Word(index)[0]) && text.Word(index).ContainsAnyInRange('0', '9'),
        _ => false,
    };

    private static bool IsSameFamily(GuardText text, int index, GuardText other, int otherIndex) =>
        text.Tokens[index].Kind == other.Tokens[otherIndex].Kind
        && (text.Tokens[index].Kind is TokenKind.Address || Letters(text.Word(index)).SequenceEqual(Letters(other.Word(otherIndex))));

    private static ReadOnlySpan<char> Letters(ReadOnlySpan<char> code)
    {
        var digit = code.IndexOfAnyInRange('0', '9');
        return digit < 0 ? code : code[..digit];
    }
}
