namespace SemanticCache.Core.Privacy;

/// <summary>Reads the numbers of a text: groups of digits that only certain signs separate.</summary>
internal static class DigitRuns
{
    /// <summary>Returns the runs, each with its groups in order; a group that touches a letter is part of a code and of no run.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separators">The signs that may stand between two groups.</param>
    /// <param name="mostBetween">How many of them may.</param>
    public static IEnumerable<IReadOnlyList<DigitGroup>> Of(string text, string separators, int mostBetween)
    {
        var run = new List<DigitGroup>();
        for (var at = NextDigit(text, 0); at >= 0;)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var isCode = (at > 0 && IsWordSign(text[at - 1])) || (end < text.Length && IsWordSign(text[end]) && !IsExtension(text, end));
            if (run.Count > 0 && (isCode || !AreJoined(text, run[^1].End, at, separators, mostBetween)))
            {
                yield return run;
                run = [];
            }

            if (!isCode)
            {
                run.Add(new DigitGroup(at, end));
            }

            at = NextDigit(text, end);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>Returns the digits of some groups.</summary>
    public static string DigitsOf(string text, IReadOnlyList<DigitGroup> groups, int first, int last) =>
        string.Concat(groups.Skip(first).Take(last - first + 1).Select(group => text[group.Start..group.End]));

    private static int NextDigit(string text, int from)
    {
        var next = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        return next < 0 ? -1 : from + next;
    }

    // Scripts without spaces write numbers right behind their words, so only Latin letters make a code.
    private static bool IsWordSign(char sign) => char.IsAsciiLetter(sign) || sign == '_';

    private static bool IsExtension(string text, int at) => text[at] is 'x' or 'X' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static bool AreJoined(string text, int end, int start, string separators, int mostBetween) =>
        start - end <= mostBetween && text.AsSpan(end, start - end).IndexOfAnyExcept(separators) < 0;
}
