using System.Globalization;

namespace SemanticCache.Core.Decisions.Guards.Reading;

/// <summary>Finds the dates and times of a text that are written in numbers.</summary>
internal static class MomentReader
{
    private const int MinutesPerHour = 60;
    private const int HoursOfHalfDay = 12;
    private const int LastHour = 24;
    private const int LastDay = 31;

    /// <summary>Returns the moments of a text, in their order.</summary>
    public static Moment[] Read(GuardText text)
    {
        var found = new List<Moment>();
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            if ((ReadTime(text, index) ?? ReadDay(text, index) ?? ReadYear(text, index)) is { } moment)
            {
                found.Add(moment);
                index = Math.Max(index, moment.Last);
            }
        }

        return [.. found];
    }

    /// <summary>Tells whether the number at the token is a time of day.</summary>
    public static bool IsTimeOfDay(GuardText text, int index) => ReadTime(text, index) is not null;

    private static Moment? ReadTime(GuardText text, int index)
    {
        var word = text.Word(index);
        if (word is "noon" or "midnight")
        {
            return new Moment(MomentKind.TimeOfDay, word is "noon" ? HoursOfHalfDay * MinutesPerHour : 0, IsHalfDay: false, index, index);
        }

        var digits = NumberParser.DigitsAtStart(word);
        if (!TryReadClock(word[..digits], out var minutes, out var hasMinutes))
        {
            return null;
        }

        var half = HalfOfDay(digits < word.Length ? word[digits..] : index + 1 < text.Tokens.Length ? text.Word(index + 1) : "");
        var last = digits < word.Length || half is ' ' ? index : index + 1;
        return half switch
        {
            'a' => new Moment(MomentKind.TimeOfDay, minutes % (HoursOfHalfDay * MinutesPerHour), IsHalfDay: false, index, last),
            'p' => new Moment(MomentKind.TimeOfDay, (minutes % (HoursOfHalfDay * MinutesPerHour)) + (HoursOfHalfDay * MinutesPerHour), IsHalfDay: false, index, last),
            'o' => new Moment(MomentKind.TimeOfDay, minutes, IsHalfDay: true, index, last),
            _ when hasMinutes && digits == word.Length => new Moment(
                MomentKind.TimeOfDay, minutes, IsHalfDay: minutes is >= MinutesPerHour and < (HoursOfHalfDay + 1) * MinutesPerHour, index, index),
            _ => null,
        };
    }

    private static bool TryReadClock(ReadOnlySpan<char> digits, out int minutes, out bool hasMinutes)
    {
        var separator = digits.IndexOfAny(':', '.');
        hasMinutes = separator > 0 && digits[separator] is ':';
        var minute = 0;
        var isRead = int.TryParse(separator < 0 ? digits : digits[..separator], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            && (separator < 0 || int.TryParse(digits[(separator + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minute));
        minutes = isRead && hour <= LastHour && minute < MinutesPerHour ? (hour * MinutesPerHour) + minute : -1;
        return minutes >= 0;
    }

    private static char HalfOfDay(ReadOnlySpan<char> word) => word switch
    {
        "am" or "a.m" => 'a',
        "pm" or "p.m" => 'p',
        "o" or "oclock" or "o'clock" => 'o',
        _ => ' ',
    };

    // The day stands beside a month ("May 5", "5th of May") or is an ordinal behind "the" that ends its clause ("on the 5th").
    private static Moment? ReadDay(GuardText text, int index)
    {
        var word = text.Word(index);
        var digits = NumberParser.DigitsAtStart(word);
        if (!int.TryParse(word[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > LastDay
            || word[digits..] is not ("" or "st" or "nd" or "rd" or "th"))
        {
            return null;
        }

        var behind = index + 1 < text.Tokens.Length && text.Word(index + 1) is "of" ? index + 2 : index + 1;
        return IsMonth(text, behind) || IsMonth(text, index - 1) ? new Moment(MomentKind.DayOfMonth, day, IsHalfDay: false, index, index) : null;
    }

    private static bool IsMonth(GuardText text, int index)
    {
        if (index < 0 || index >= text.Tokens.Length)
        {
            return false;
        }

        var months = text.Tables.LineOf(WordTableKind.Calendar, "month?");
        foreach (var mark in text.Marks)
        {
            if (mark.Last == index && mark.Term.Table is WordTableKind.Calendar && mark.Term.Line == months)
            {
                return true;
            }
        }

        return text.Word(index) is "may";
    }

    private static Moment? ReadYear(GuardText text, int index) =>
        text.Tokens[index].Kind is TokenKind.Number && QuantityReader.IsYear(text, index) && QuantityReader.WithUnit(text, 0, index, index).Unit is null
            ? new Moment(MomentKind.Year, int.Parse(text.Word(index), NumberStyles.None, CultureInfo.InvariantCulture), IsHalfDay: false, index, index)
            : null;
}
