namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>A recorded decision that a threshold decides on.</summary>
/// <param name="Pair">The question and the entry.</param>
/// <param name="Score">What is compared with the threshold.</param>
/// <param name="Saving">What a hit saves.</param>
/// <param name="IsRight">Whether the entry is right for the question; null where nobody knows.</param>
internal readonly record struct ScoredDecision((Guid? Entry, Guid Question) Pair, float Score, double Saving, bool? IsRight)
{
    /// <summary>Tells whether it would be a hit; scores are of single precision, thresholds are not.</summary>
    public bool Reaches(double threshold) => Score >= (float)threshold;
}
