using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Takes the facts out of an answer.</summary>
internal static class AnswerReader
{
    private const int FewestFacts = 3;
    private const int LongestText = 6000;
    private const int LongestRawText = 4 * LongestText;
    private const int MostSentences = 64;
    private const int ContextReach = 5;

    /// <summary>Reads the facts of an answer.</summary>
    public static AnswerFacts Read(Answer answer)
    {
        var (plain, code) = answer.Text.Length > LongestRawText ? (answer.Text, []) : PlainText.Of(answer.Text);
        var sentences = plain.Length > LongestRawText ? [plain] : Courtesies.Drop(Sentences.Of(plain));
        var polarity = Polarities.Of(sentences);
        var isTooLong = plain.Length > LongestText || sentences.Count > MostSentences;
        var tokens = isTooLong ? [] : AnswerTokenizer.Of(sentences);
        var text = string.Join(". ", sentences).ToLowerInvariant();
        var quantities = QuantityReader.Of(tokens);
        TakeOut(quantities, tokens);
        var content = ContentOf(tokens);
        var (negated, stated) = Negations.Of(tokens);
        return new AnswerFacts
        {
            Text = text,
            Wording = isTooLong ? text : WordingOf(tokens),
            Sentences = [.. sentences],
            SentenceContents = [.. SentencesOf(tokens)],
            Negators = Enumerable.Range(0, tokens.Count).Count(at => Negations.IsNegator(tokens, at)),
            Steps = Names.StepsOf(tokens),
            Words = tokens.Where(token => token.Kind is not TokenKind.Sign).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal),
            Content = content,
            Negated = negated,
            Stated = stated,
            Quantities = [.. quantities],
            QuantityContexts = [.. quantities.Select(quantity => ContextOf(tokens, quantity.Token))],
            Names = Names.Of(tokens),
            Links = tokens.Where(token => token.Kind is TokenKind.Link).Select(token => token.Stem.TrimEnd('/')).ToHashSet(StringComparer.Ordinal),
            Code = [.. code],
            Restrictions = tokens.Count(token => WordLists.Restrictions.Contains(token.Stem)),
            Polarity = polarity,
            ToolCalls = [.. answer.ToolCalls.Select(ToolCallText.Of)],
            IsTooShort = content.Count + quantities.Length < FewestFacts && !isTooLong,
            IsTooLong = isTooLong || quantities.Length >= QuantityReader.MostQuantities,
        };
    }

    // "14 days" and "two weeks" are compared as numbers; their words would count against them.
    private static void TakeOut(Quantity[] quantities, List<AnswerToken> tokens)
    {
        foreach (var quantity in quantities)
        {
            for (var at = quantity.Token; at < quantity.End; at++)
            {
                tokens[at] = tokens[at] with { Kind = TokenKind.Number };
            }
        }
    }

    private static IEnumerable<HashSet<string>> SentencesOf(List<AnswerToken> tokens) => tokens
        .GroupBy(token => token.Sentence)
        .Select(ContentOf);

    // Sentences stay apart: "No. Charges apply" is not "No charges apply".
    private static string WordingOf(List<AnswerToken> tokens) => string.Join(". ", tokens
        .GroupBy(token => token.Sentence)
        .Select(sentence => string.Join(' ', sentence.Where(token => token.Text is not "\"").Select(token => token.Text.ToLowerInvariant()))));

    private static HashSet<string> ContentOf(IEnumerable<AnswerToken> tokens) => tokens
        .Where(IsContent)
        .Select(token => token.Stem)
        .ToHashSet(StringComparer.Ordinal);

    private static bool IsContent(AnswerToken token) => token.Kind is TokenKind.Word && !WordLists.Empty.Contains(token.Stem);

    private static HashSet<string> ContextOf(List<AnswerToken> tokens, int at)
    {
        var near = new HashSet<string>(StringComparer.Ordinal);
        for (var i = Math.Max(0, at - ContextReach); i <= Math.Min(tokens.Count - 1, at + ContextReach); i++)
        {
            if (tokens[i].Sentence == tokens[at].Sentence && Math.Abs(tokens[i].Clause - tokens[at].Clause) <= 1 && IsContent(tokens[i]))
            {
                near.Add(tokens[i].Stem);
            }
        }

        return near;
    }
}
