using System.Text.RegularExpressions;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Cuts sentences into tokens.</summary>
internal static partial class AnswerTokenizer
{
    /// <summary>Returns the tokens of all sentences in order.</summary>
    public static List<AnswerToken> Of(IReadOnlyList<string> sentences)
    {
        var tokens = new List<AnswerToken>();
        var clause = 0;
        for (var sentence = 0; sentence < sentences.Count; sentence++)
        {
            clause = Add(tokens, sentences[sentence], sentence, clause) + 1;
        }

        return tokens;
    }

    private static int Add(List<AnswerToken> tokens, string text, int sentence, int clause)
    {
        var starts = true;
        foreach (Match match in Token().Matches(text))
        {
            var kind = KindOf(match);
            var written = match.Value;
            if (kind is TokenKind.Sign && written is "," or "(" or ")" or ":")
            {
                clause++;
                starts |= written is ":" or "(";
                continue;
            }

            var stem = kind is TokenKind.Word ? Stems.Of(written) : written.ToLowerInvariant();
            tokens.Add(new AnswerToken(kind, written, stem, sentence, clause, starts));
            starts &= kind is TokenKind.Sign && written != ">";
        }

        return clause;
    }

    private static TokenKind KindOf(Match match) =>
        match.Groups["link"].Success ? TokenKind.Link
        : match.Groups["clock"].Success ? TokenKind.Clock
        : match.Groups["number"].Success ? TokenKind.Number
        : match.Groups["word"].Success ? TokenKind.Word
        : TokenKind.Sign;

    [GeneratedRegex(
        @"(?<link>https?://[^\s""<>]+[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{3,}(?:/[\w\-./?=&#%]*[\w/])?|(?<!\d)(?:\+\d|0\d)[\d ()/-]{5,}\d)"
        + @"|(?<clock>(?<![\d.:])\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b\.?|(?<![\d.:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:]))"
        + @"|(?<number>\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?:st|nd|rd|th)?"
        + @"|(?<word>[\p{L}\p{M}_](?:[\p{L}\p{M}\p{Nd}_]|'(?=\p{L}))*)|[€£$¥%>,():""°×&+=*/\-]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
