using System.Text.RegularExpressions;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Reads a yes or a no at an answer's beginning.</summary>
internal static partial class Polarities
{
    /// <summary>Returns the polarity of an answer's sentences.</summary>
    public static AnswerPolarity Of(IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0)
        {
            return AnswerPolarity.None;
        }

        return No().IsMatch(sentences[0]) ? AnswerPolarity.No : Yes().IsMatch(sentences[0]) ? AnswerPolarity.Yes : AnswerPolarity.None;
    }

    [GeneratedRegex(@"^(?:(?:i'm |we're )?(?:sorry|afraid)[, ]+(?:but )?)?(?:no\b(?= *(?:[,.:;!-]|$))|(?:i'm )?(?:afraid|unfortunately),? (?:not|no)\b|not (?:possible|at the moment))", RegexOptions.IgnoreCase)]
    private static partial Regex No();

    [GeneratedRegex(@"^(?:yes|yep|indeed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();
}
