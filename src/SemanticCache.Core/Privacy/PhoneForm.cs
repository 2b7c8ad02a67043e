using SemanticCache.Core.Scoping.Cacheability;

namespace SemanticCache.Core.Privacy;

/// <summary>How a number that may be a telephone's is written.</summary>
/// <param name="IsInternational">Whether it begins with its country.</param>
/// <param name="HasExitCode">Whether the country comes behind <c>00</c> rather than <c>+</c>.</param>
/// <param name="IsNamed">Whether a word before it says that it is one.</param>
/// <param name="IsNorthAmerican">Whether numbers of the region have three, three and four digits.</param>
internal readonly record struct PhoneForm(bool IsInternational, bool HasExitCode, bool IsNamed, bool IsNorthAmerican)
{
    private const string Amounts = "$€£¥₹#%";
    private const int FewestOfNamed = 9;
    private const int MostGroupsOfDate = 4;

    /// <summary>Returns the form of the number that begins at a place.</summary>
    public static PhoneForm Of(PersonalDataScan scan, int start, ContextWords words)
    {
        var text = scan.Text.AsSpan(start);
        var hasPlus = start > 0 && scan.Text[start - 1] == '+';
        var hasExitCode = !hasPlus && text.StartsWith("00", StringComparison.Ordinal) && text.Length > 2 && text[2] is >= '1' and <= '9';
        return new PhoneForm(hasPlus || hasExitCode, hasExitCode, scan.IsNamedBy(words, start), PhoneRegions.IsNorthAmerican(scan.Region));
    }

    /// <summary>Tells whether some groups of digits may be a number that is written so.</summary>
    public bool MayBe(string text, IReadOnlyList<DigitGroup> run, int first, int last)
    {
        var (start, end) = (run[first].Start, run[last].End);
        if (IsInternational)
        {
            return true;
        }

        if ((start > 0 && Amounts.Contains(text[start - 1], StringComparison.Ordinal)) || (end < text.Length && text[end] is '%' or '€'))
        {
            return false;
        }

        if (IsWithinCode(text, start, end))
        {
            return false;
        }

        // A date is digits with separators, too, and so is the number of an order or a price: only the usual groups are a telephone's.
        var isGrouped = first < last && !IsDate(text, start, end, last - first + 1) && AreUsual(text, run, first, last);
        return isGrouped || (IsNamed && run.Skip(first).Take(last - first + 1).Sum(group => group.Length) >= FewestOfNamed);
    }

    // Five pairs of digits are how the French write a telephone number; a date has four at most.
    private static bool IsDate(string text, int start, int end, int groups) =>
        groups <= MostGroupsOfDate && DigitGroups.AreDate(text.AsSpan(start, end - start));

    // More digits behind a hyphen or a point: the number of an order, an address of a computer.
    private static bool IsWithinCode(string text, int start, int end) =>
        (start > 1 && text[start - 1] is '-' or '.' or '/' or ',' && char.IsAsciiDigit(text[start - 2]))
        || (end + 1 < text.Length && text[end] is '-' or '.' or '/' && char.IsAsciiDigit(text[end + 1]));

    private bool AreUsual(string text, IReadOnlyList<DigitGroup> run, int first, int last)
    {
        if (!IsNorthAmerican)
        {
            return text[run[first].Start] == '0' || (last - first >= 2 && Enumerable.Range(first, last - first + 1).All(at => run[at].Length is 2 or 3 or 4));
        }

        if (run[first].Length == 1 && text[run[first].Start] == '1')
        {
            first++;
        }

        return last - first == 2 && (run[first].Length, run[first + 1].Length, run[last].Length) == (3, 3, 4);
    }
}
