namespace SemanticCache.Core.Policies;

/// <summary>What the model's tokens cost, for the report of savings and for evictions.</summary>
/// <param name="InputPerMillion">Price of a million prompt tokens, in the administrator's currency, at least 0.</param>
/// <param name="OutputPerMillion">Price of a million answer tokens, in the administrator's currency, at least 0.</param>
public readonly record struct TokenPrices(double InputPerMillion, double OutputPerMillion)
{
    /// <summary>Returns the cost of one answer.</summary>
    public double CostOf(Entries.TokenUsage usage) =>
        ((usage.InputTokens * InputPerMillion) + (usage.OutputTokens * OutputPerMillion)) / 1_000_000;
}
