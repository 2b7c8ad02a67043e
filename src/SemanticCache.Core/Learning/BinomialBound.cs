namespace SemanticCache.Core.Learning;

/// <summary>The exact bounds of a share after a sample (Clopper and Pearson 1934, "The use of confidence or fiducial limits").</summary>
internal static class BinomialBound
{
    private const int Halvings = 50;

    /// <summary>Returns the largest share for which seeing so few cases is not yet improbable.</summary>
    /// <param name="cases">How many were seen, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="level">How sure the bound is, in (0, 1): 0.95 is wrong once in twenty samples.</param>
    /// <returns>The bound, in [0, 1]; 1 of nothing.</returns>
    public static double Upper(int cases, int total, double level)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings && cases < total; i++)
        {
            var middle = (low + high) / 2;
            if (AtMost(cases, total, middle) > 1 - level)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>Returns the smallest share for which seeing so many cases is not yet improbable.</summary>
    /// <param name="cases">How many were seen, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="level">How sure the bound is, in (0, 1).</param>
    /// <returns>The bound, in [0, 1]; 0 of nothing.</returns>
    public static double Lower(int cases, int total, double level) => 1 - Upper(total - cases, total, level);

    // The probability of seeing at most so many cases.
    private static double AtMost(int cases, int total, double share)
    {
        var odds = share / (1 - share);
        var logTerm = total * Math.Log(1 - share);
        var sum = Math.Exp(logTerm);
        for (var i = 1; i <= cases; i++)
        {
            logTerm += Math.Log((total - i + 1.0) / i * odds);
            sum += Math.Exp(logTerm);
        }

        return sum;
    }
}
