using System.Collections.Frozen;
using System.Globalization;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy;

/// <summary>Finds international bank account numbers: a country, the length that it uses, and the checksum.</summary>
internal sealed class IbanFinder : IPersonalDataFinder
{
    private const int HeadLength = 4;
    private const int LongestIban = 34;

    private static readonly FrozenDictionary<string, int> Lengths = PrivacyTables.ReadOrThrow("iban_lengths.txt")
        .SelectMany(line => line.Chunk(2))
        .ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public PersonalDataKinds Kind => PersonalDataKinds.Iban;

    /// <inheritdoc/>
    public void Find(PersonalDataScan scan)
    {
        var text = scan.Text;
        for (var start = 0; start + HeadLength < text.Length; start++)
        {
            if (char.IsAsciiDigit(text[start + 2]) && IsHead(text, start) && EndOf(text, start) is var end and > 0)
            {
                scan.Add(new PersonalDataSpan(Kind, start, end - start));
                start = end - 1;
            }
        }
    }

    private static bool IsHead(string text, int start) =>
        char.IsAsciiLetter(text[start]) && char.IsAsciiLetter(text[start + 1]) && char.IsAsciiDigit(text[start + 3])
        && (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1]));

    // Where the text goes on behind the number, or 0.
    private static int EndOf(string text, int start)
    {
        if (!Lengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(start, 2), out var length))
        {
            return 0;
        }

        Span<char> iban = stackalloc char[LongestIban];
        var (at, count) = (start, 0);
        while (at < text.Length && count < length)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                iban[count++] = text[at];
            }
            else if (!IsSeparator(text[at]) || IsSeparator(text[at - 1]))
            {
                return 0;
            }

            at++;
        }

        var isCut = at < text.Length && char.IsAsciiLetterOrDigit(text[at]);
        return count == length && !isCut && CheckDigits.IsIban(iban[..length]) ? at : 0;
    }

    private static bool IsSeparator(char sign) => sign is ' ' or '-' or '\u00A0' or '\u202F';
}
