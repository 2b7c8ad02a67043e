namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Groups of digits at the beginning of a text, with one separator between any two.</summary>
internal readonly ref struct DigitGroups
{
    private const int FewestOfTelephone = 9;
    private const int FewestOfCard = 13;

    private readonly ReadOnlySpan<char> _groups;
    private readonly int _digits;

    public DigitGroups(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || IsSeparator(text, length)))
        {
            _digits += char.IsAsciiDigit(text[length]) ? 1 : 0;
            length++;
        }

        _groups = text[..length];
    }

    /// <summary>The length of all groups in characters, at least 1.</summary>
    public int Length => Math.Max(1, _groups.Length);

    /// <summary>Whether they have as many digits as the number of a card or an account, four to a group.</summary>
    public bool IsCard => _digits >= FewestOfCard && _groups.IndexOfAnyExceptInRange('0', '9') == 4 && !AreDate(_groups);

    /// <summary>Tells whether they are a telephone number: it begins with + or 0.</summary>
    public bool IsTelephone(bool isInternational) =>
        _digits >= FewestOfTelephone && (isInternational || _groups[0] == '0') && !AreDate(_groups);

    /// <summary>Tells whether every group is a year, or could be a month or a day.</summary>
    public static bool AreDate(ReadOnlySpan<char> groups)
    {
        foreach (var range in groups.SplitAny(" -/()"))
        {
            var group = groups[range];
            if (group.Length > 2 && !IsYear(group))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsYear(ReadOnlySpan<char> group) =>
        group.Length == 4 && (group.StartsWith("19", StringComparison.Ordinal) || group.StartsWith("20", StringComparison.Ordinal));

    // A telephone number is often written (0)20 or ) 20, so that two separators in a row still join.
    private static bool IsSeparator(ReadOnlySpan<char> text, int at) =>
        text[at] is ' ' or '-' or '/' or '(' or ')'
        && at + 1 < text.Length
        && (char.IsAsciiDigit(text[at + 1]) || (text[at + 1] is '(' or ' ' && text[at] is ' ' or ')' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2])));
}
