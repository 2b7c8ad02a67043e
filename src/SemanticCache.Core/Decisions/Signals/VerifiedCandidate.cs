using SemanticCache.Core.Search;

namespace SemanticCache.Core.Decisions.Signals;

/// <summary>A candidate and what the verifier said of it.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Probability">The verifier's probability, in [0, 1]; null where it was not asked or gave none.</param>
internal readonly record struct VerifiedCandidate(Candidate Candidate, float? Probability)
{
    // The shipped verifier stays between 0.01 and 0.99; a model that does not must not drown the other signals.
    private const double LowestProbability = 0.004;

    /// <summary>The logarithm of the odds below which no verifier goes.</summary>
    public static readonly double LowestLogit = LogitOf(0);
    /// <summary>The logarithm of the verifier's odds; null without any.</summary>
    public double? Logit => Probability is { } probability ? LogitOf(probability) : null;

    /// <summary>Returns the logarithm of the odds of a probability, within the bounds that hold for all verifiers.</summary>
    public static double LogitOf(double probability)
    {
        var bounded = Math.Clamp(probability, LowestProbability, 1 - LowestProbability);
        return Math.Log(bounded / (1 - bounded));
    }
}
