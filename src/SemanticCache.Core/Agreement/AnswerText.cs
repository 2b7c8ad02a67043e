using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement;

/// <summary>The text of an answer that its vector is made of.</summary>
internal static class AnswerText
{
    // About two thirds of the usual window of 256 tokens in English, so that names and numbers have room.
    private const int LongestOpening = 700;

    /// <summary>Returns the answer's opening, cut after a sentence where it is long, or the calls of an answer without text.</summary>
    public static string OpeningOf(Answer answer)
    {
        var text = answer.Text.Length > 0
            ? answer.Text
            : string.Join(' ', answer.ToolCalls.Select(call => $"{call.Name} {call.Arguments}"));
        return text.Length <= LongestOpening ? text : Cut(text);
    }

    private static string Cut(string text)
    {
        var opening = text[..LongestOpening];
        var end = opening.LastIndexOfAny(['.', '!', '?', '\n']);
        return end > LongestOpening / 2 ? opening[..(end + 1)] : opening;
    }
}
