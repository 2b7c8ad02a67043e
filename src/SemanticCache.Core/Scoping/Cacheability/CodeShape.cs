namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>What a code is made of.</summary>
internal readonly ref struct CodeShape
{
    public CodeShape(ReadOnlySpan<char> code)
    {
        foreach (var character in code)
        {
            Digits += char.IsAsciiDigit(character) ? 1 : 0;
            Letters += char.IsAsciiLetter(character) ? 1 : 0;
        }

        HasHyphen = Digits + Letters < code.Length;
        StartsWithLetter = char.IsAsciiLetter(code[0]);
        IsColour = Digits == 6 && code.Length == 6;
        IsRound = code.EndsWith("000", StringComparison.Ordinal);
        IsDate = Letters == 0 && DigitGroups.AreDate(code);
    }

    /// <summary>The number of digits.</summary>
    public int Digits { get; }

    /// <summary>The number of letters.</summary>
    public int Letters { get; }

    /// <summary>Whether it has a hyphen.</summary>
    public bool HasHyphen { get; }

    /// <summary>Whether it starts with a letter.</summary>
    public bool StartsWithLetter { get; }

    /// <summary>Whether, behind a number sign, it could be a colour.</summary>
    public bool IsColour { get; }

    /// <summary>Whether it ends with three zeros, as amounts do.</summary>
    public bool IsRound { get; }

    /// <summary>Whether it is a year or made of a year, a month or a day.</summary>
    public bool IsDate { get; }

    /// <summary>Returns a code's letters before its first digit or hyphen.</summary>
    public static ReadOnlySpan<char> PrefixOf(ReadOnlySpan<char> code)
    {
        var length = 0;
        while (length < code.Length && char.IsAsciiLetter(code[length]))
        {
            length++;
        }

        return code[..length];
    }
}
