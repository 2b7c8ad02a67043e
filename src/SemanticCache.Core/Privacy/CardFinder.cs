using System.Collections.Immutable;
using System.Globalization;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy;

/// <summary>Finds numbers of payment cards: an issuer's prefix, the length that it uses, and the checksum.</summary>
internal sealed class CardFinder : IPersonalDataFinder
{
    private const int Shortest = 13;
    private const int Longest = 19;
    private const int FirstGroup = 4;
    private const int SmallestGroup = 3;

    private static readonly ImmutableArray<CardPrefix> Prefixes = [.. PrivacyTables.ReadOrThrow("card_prefixes.txt").Select(Read)];

    /// <inheritdoc/>
    public PersonalDataKinds Kind => PersonalDataKinds.Card;

    /// <inheritdoc/>
    public void Find(PersonalDataScan scan)
    {
        foreach (var run in DigitRuns.Of(scan.Text, " -\u00A0\u202F", mostBetween: 1))
        {
            for (var first = 0; first < run.Count; first++)
            {
                var last = LastOf(scan.Text, run, first);
                if (last >= first)
                {
                    scan.Add(new PersonalDataSpan(Kind, run[first].Start, run[last].End - run[first].Start));
                    first = last;
                }
            }
        }
    }

    // The longest number that begins here; its last group, or -1.
    private static int LastOf(string text, IReadOnlyList<DigitGroup> run, int first)
    {
        var found = -1;
        if (IsFraction(text, run[first]))
        {
            return found;
        }

        var length = 0;
        for (var last = first; last < run.Count; last++)
        {
            length += run[last].Length;
            if (length > Longest)
            {
                break;
            }

            if (length >= Shortest && IsCard(DigitRuns.DigitsOf(text, run, first, last)))
            {
                found = last;
            }

            if (run[first].Length != FirstGroup || (last > first && run[last].Length < SmallestGroup))
            {
                break;
            }
        }

        return found;
    }

    private static bool IsFraction(string text, DigitGroup group) =>
        group.Start > 1 && text[group.Start - 1] is '.' or ',' && char.IsAsciiDigit(text[group.Start - 2]);

    private static bool IsCard(string digits)
    {
        foreach (var prefix in Prefixes)
        {
            if (digits.Length >= prefix.Shortest && digits.Length <= prefix.Longest && prefix.Begins(digits))
            {
                return CheckDigits.IsLuhn(digits);
            }
        }

        return false;
    }

    private static CardPrefix Read(string[] line) => new(
        line[0], line[1], int.Parse(line[2], CultureInfo.InvariantCulture), int.Parse(line[3], CultureInfo.InvariantCulture));
}
