using System.Text;

namespace SemanticCache.Core.Upstream.Routes.Shaping;

/// <summary>Makes white space short where it means nothing.</summary>
internal static class WhiteSpace
{
    private const int ShortestFence = 3;

    /// <summary>
    /// Returns the text with runs of blanks as one, no blanks at the ends of lines, and runs of empty lines as one. Indentation stays, for lists and quotes
    /// live by it, and so does everything between fences.
    /// </summary>
    public static string Compact(string text)
    {
        var compact = new StringBuilder(text.Length);
        var (fence, isBlank) = ("", false);
        var lines = text.Split('\n');
        for (var number = 0; number < lines.Length; number++)
        {
            var line = lines[number];
            var mark = FenceOf(line);
            var isFenced = fence.Length > 0;
            if (isFenced ? Closes(line, mark, fence) : mark.Length > 0)
            {
                fence = isFenced ? "" : mark;
            }

            var written = isFenced || mark.Length > 0 ? line : CompactLine(line);
            var wasBlank = isBlank;
            isBlank = !isFenced && written.Length == 0;
            if (isBlank && wasBlank && number < lines.Length - 1)
            {
                continue;
            }

            compact.Append(number == 0 ? "" : "\n").Append(written);
        }

        return compact.Length == text.Length ? text : compact.ToString();
    }

    private static string FenceOf(string line)
    {
        var trimmed = line.TrimStart();
        var length = trimmed.Length > 0 && trimmed[0] is '`' or '~' ? trimmed.TakeWhile(character => character == trimmed[0]).Count() : 0;
        return length < ShortestFence ? "" : trimmed[..length];
    }

    private static bool Closes(string line, string mark, string fence) =>
        mark.Length >= fence.Length && mark[0] == fence[0] && line.Trim().Length == mark.Length;

    private static string CompactLine(string line)
    {
        var trimmed = line.TrimEnd();
        var indentation = trimmed.Length - trimmed.TrimStart().Length;
        return trimmed[..indentation] + string.Join(' ', trimmed[indentation..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}
