using PhoneNumbers;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Privacy;

/// <summary>
/// Finds telephone numbers: in international form, or valid in the region and written as such. Numbers that are free of charge, shared in
/// cost or a premium service's belong to an office and are no personal data.
/// </summary>
internal sealed class PhoneFinder : IPersonalDataFinder
{
    private const int Shortest = 7;
    private const int Longest = 15;
    private const int MostLeftOut = 4;

    // The format knows nothing shorter between two groups than ") (", and nothing else of three signs.
    private const int MostBetween = 3;

    private static readonly ContextWords Words = new(PrivacyTables.ReadOrThrow("phone_words.txt").SelectMany(line => line));
    private static readonly Lazy<PhoneNumberUtil> Numbers = new(PhoneNumberUtil.GetInstance);

    /// <inheritdoc/>
    public PersonalDataKinds Kind => PersonalDataKinds.Phone;

    /// <inheritdoc/>
    public void Find(PersonalDataScan scan)
    {
        foreach (var run in DigitRuns.Of(scan.Text, " -./()\u00A0\u2011\u2013", MostBetween))
        {
            for (var first = 0; first < run.Count; first++)
            {
                var last = LastOf(scan, run, first);
                if (last >= first)
                {
                    scan.Add(SpanOf(scan.Text, run[first].Start, run[last].End));
                    first = last;
                }
            }
        }
    }

    // The longest number that begins with this group; its last group, or -1.
    private static int LastOf(PersonalDataScan scan, IReadOnlyList<DigitGroup> run, int first)
    {
        var most = first;
        var length = run[first].Length;
        while (most + 1 < run.Count && length + run[most + 1].Length <= Longest)
        {
            length += run[++most].Length;
        }

        if (length is < Shortest or > Longest)
        {
            return -1;
        }

        var form = PhoneForm.Of(scan, run[first].Start, Words);
        for (var last = most; last >= first && last >= most - MostLeftOut && length is >= Shortest and <= Longest; last--)
        {
            if (form.MayBe(scan.Text, run, first, last) && scan.MayCheck() && IsNumber(scan, form, run[first].Start, run[last].End))
            {
                return last;
            }

            length -= run[last].Length;
        }

        return -1;
    }

    private static bool IsNumber(PersonalDataScan scan, PhoneForm form, int start, int end)
    {
        var text = scan.Text[start..end];
        try
        {
            var number = Numbers.Value.Parse(form.IsInternational ? "+" + (form.HasExitCode ? text[2..] : text) : text, scan.Region);

            // Behind a plus nothing else has a country's length; what is made up, such as +1 555, is written for a number all the same.
            var isOne = form is { IsInternational: true, HasExitCode: false }
                ? Numbers.Value.IsPossibleNumberWithReason(number) is PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                : Numbers.Value.IsValidNumber(number);
            return isOne && Numbers.Value.GetNumberType(number) is not
                (PhoneNumberType.TOLL_FREE or PhoneNumberType.SHARED_COST or PhoneNumberType.PREMIUM_RATE or PhoneNumberType.UAN or PhoneNumberType.VOICEMAIL);
        }
        catch (NumberParseException)
        {
            // How the library says that a text is no number.
            return false;
        }
    }

    private PersonalDataSpan SpanOf(string text, int start, int end)
    {
        if (start > 0 && text[start - 1] == '+')
        {
            start--;
        }

        // A bracket that is closed within the number belongs to it.
        if (start > 0 && text[start - 1] == '(' && text.IndexOf(')', start, end - start) > 0)
        {
            start--;
        }

        return new PersonalDataSpan(Kind, start, end - start);
    }
}
