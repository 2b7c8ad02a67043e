using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>A logistic model: the probability grows with a weighted sum of signals.</summary>
/// <param name="Bias">The logarithm of the odds at all signals zero.</param>
/// <param name="Weights">One weight for each signal, in the order of <see cref="Signals.Signal"/>; zero where the model does not read it.</param>
internal sealed record LogisticModel(double Bias, ImmutableArray<double> Weights)
{
    /// <summary>Returns the logarithm of the odds.</summary>
    public double Score(ReadOnlySpan<double> signals)
    {
        var sum = Bias;
        for (var i = 0; i < signals.Length; i++)
        {
            sum += Weights[i] * signals[i];
        }

        return sum;
    }

    /// <summary>Returns the highest logarithm of the odds for signals that each lie anywhere between two values.</summary>
    public double HighestScore(ReadOnlySpan<double> some, ReadOnlySpan<double> others)
    {
        var sum = Bias;
        for (var i = 0; i < some.Length; i++)
        {
            sum += Math.Max(Weights[i] * some[i], Weights[i] * others[i]);
        }

        return sum;
    }
}
