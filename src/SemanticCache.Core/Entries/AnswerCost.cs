using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Entries;

/// <summary>What it costs to have an answer written again.</summary>
internal static class AnswerCost
{
    // About right for most tokenizers and languages; only an order among answers of unknown usage hangs on it.
    private const int BytesPerToken = 4;

    /// <summary>Returns the cost at these prices; tokens that are not known are guessed by the texts' sizes.</summary>
    public static double Of(string question, Answer answer, TokenPrices prices)
    {
        if (answer.Usage is { InputTokens: > 0 } or { OutputTokens: > 0 })
        {
            return prices.CostOf(answer.Usage);
        }

        var asked = ContentSize.Of(question, new Answer { Text = "" });
        var answered = ContentSize.Of("", answer);
        return prices.CostOf(new TokenUsage((int)(asked / BytesPerToken) + 1, (int)(answered / BytesPerToken) + 1));
    }
}
