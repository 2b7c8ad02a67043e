namespace SemanticCache.Core.Learning;

/// <summary>
/// What the labels of one entry say of it: how much more, or less, often than the calibration expects other wordings of its neighbourhood
/// ask for it. The offset of the entry's log-odds is normal around zero before any label (the prior of a cold entry) and known better with each.
/// </summary>
/// <remarks>
/// A logistic model with a random intercept for each entry; mode and curvature by Newton's method (Laplace's approximation), and the
/// probability with the uncertainty averaged in by MacKay's approximation (1992, "The evidence framework applied to classification networks").
/// </remarks>
internal static class EntryBoundary
{
    /// <summary>The standard deviation of entries' offsets, in log-odds.</summary>
    public const double Spread = 1;

    private const int Steps = 8;

    // Without labels the averaged probability is the calibrated one: the conditional log-odds must be that much further out.
    private static readonly double Stretch = Math.Sqrt(1 + (Math.PI * Spread * Spread / 8));

    /// <summary>Returns the probability that serving an entry is right.</summary>
    /// <param name="score">The namespace's log-odds for it.</param>
    /// <param name="labels">The entry's labels, with the namespace's log-odds of theirs.</param>
    /// <returns>The probability, in (0, 1); that of <paramref name="score"/> when there are no labels.</returns>
    public static double Probability(double score, ReadOnlySpan<(double Score, bool IsRight)> labels)
    {
        if (labels.IsEmpty)
        {
            return LogOdds.Probability(score);
        }

        var offset = 0.0;
        var precision = 1 / (Spread * Spread);
        for (var step = 0; step < Steps; step++)
        {
            var gradient = -offset / (Spread * Spread);
            precision = 1 / (Spread * Spread);
            foreach (var label in labels)
            {
                var expected = LogOdds.Probability((Stretch * label.Score) + offset);
                gradient += (label.IsRight ? 1 : 0) - expected;
                precision += expected * (1 - expected);
            }

            offset += gradient / precision;
        }

        return LogOdds.Probability(((Stretch * score) + offset) / Math.Sqrt(1 + (Math.PI / (8 * precision))));
    }
}
