namespace SemanticCache.Core.Learning;

/// <summary>Probabilities and the logarithms of their odds.</summary>
internal static class LogOdds
{
    // A probability of 0 or 1 would outweigh whatever is learned.
    private const double Surest = 1e-4;

    /// <summary>Returns the log-odds of a probability, held within what 0.0001 and 0.9999 have.</summary>
    public static double Of(double probability)
    {
        var held = Math.Clamp(probability, Surest, 1 - Surest);
        return Math.Log(held / (1 - held));
    }

    /// <summary>Returns the odds of a probability, held below what 0.9999 has.</summary>
    public static double Odds(double probability) => probability / (1 - Math.Min(probability, 1 - Surest));

    /// <summary>Returns the probability of log-odds, in (0, 1).</summary>
    public static double Probability(double score) => 1 / (1 + Math.Exp(-score));
}
