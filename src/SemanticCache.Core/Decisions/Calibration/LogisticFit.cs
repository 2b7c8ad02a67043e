namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>Fits a logistic model by Newton's method, with weights held towards zero or towards a model that was fitted on more.</summary>
internal static class LogisticFit
{
    private const int MostSteps = 50;
    private const double SmallStep = 1e-8;

    /// <summary>Fits a model.</summary>
    /// <param name="examples">The examples, of both labels.</param>
    /// <param name="reads">Which signals the model reads; the others keep the weight zero.</param>
    /// <param name="ridge">How strongly the weights of standardised signals are held, more than 0.</param>
    /// <param name="prior">What they are held towards; null holds them towards zero and leaves the bias free.</param>
    public static LogisticModel Fit(IReadOnlyList<LabelledSignals> examples, bool[] reads, double ridge, LogisticModel? prior = null)
    {
        var scale = SignalScale.Of(examples, reads);
        var rows = examples.Select(example => scale.Standardise(example.Signals)).ToArray();
        var held = prior is null ? new double[scale.Size] : scale.Standardise(prior);
        var weights = (double[])held.Clone();
        for (var step = 0; step < MostSteps; step++)
        {
            if (Improve(weights, rows, examples, held, ridge, holdsBias: prior is not null) < SmallStep)
            {
                break;
            }
        }

        return scale.Restore(weights);
    }

    private static double Improve(
        double[] weights, double[][] rows, IReadOnlyList<LabelledSignals> examples, double[] held, double ridge, bool holdsBias)
    {
        var size = weights.Length;
        var gradient = new double[size];
        var curvature = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            // The bias stands first; a tiny hold keeps the matrix regular.
            var hold = i > 0 || holdsBias ? ridge : 1e-9;
            gradient[i] = hold * (held[i] - weights[i]);
            curvature[i, i] = hold;
        }

        for (var n = 0; n < rows.Length; n++)
        {
            AddExample(gradient, curvature, rows[n], examples[n], weights);
        }

        var change = LinearSystem.Solve(curvature, gradient);
        var length = 0.0;
        for (var i = 0; i < size; i++)
        {
            weights[i] += change[i];
            length += change[i] * change[i];
        }

        return length;
    }

    private static void AddExample(double[] gradient, double[,] curvature, double[] row, LabelledSignals example, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += row[i] * weights[i];
        }

        var probability = 1 / (1 + Math.Exp(-sum));
        var slope = example.Weight * ((example.IsRight ? 1 : 0) - probability);
        var bend = Math.Max(example.Weight * probability * (1 - probability), 1e-12);
        for (var i = 0; i < row.Length; i++)
        {
            gradient[i] += slope * row[i];
            for (var j = 0; j <= i; j++)
            {
                curvature[i, j] += bend * row[i] * row[j];
            }
        }
    }
}
