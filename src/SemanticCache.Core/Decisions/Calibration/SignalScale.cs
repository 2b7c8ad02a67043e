using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>Brings signals to mean 0 and deviation 1, so that one strength of holding suits all, and takes weights there and back.</summary>
internal sealed class SignalScale
{
    private const double SmallestDeviation = 1e-9;

    private readonly int[] _read;
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly int _count;

    private SignalScale(int[] read, double[] means, double[] deviations, int count)
    {
        _read = read;
        _means = means;
        _deviations = deviations;
        _count = count;
    }

    /// <summary>The number of standardised members: the constant 1, then one for each signal that is read.</summary>
    public int Size => _read.Length + 1;

    /// <summary>Measures the examples.</summary>
    public static SignalScale Of(IReadOnlyList<LabelledSignals> examples, bool[] reads)
    {
        var read = Enumerable.Range(0, reads.Length).Where(signal => reads[signal]).ToArray();
        var means = read.Select(signal => examples.Average(example => example.Signals[signal])).ToArray();
        var deviations = read.Select((signal, i) => Math.Sqrt(examples.Average(example => Square(example.Signals[signal] - means[i]))));
        return new SignalScale(read, means, [.. deviations.Select(deviation => deviation > SmallestDeviation ? deviation : 1)], reads.Length);
    }

    /// <summary>Returns the standardised signals, the constant first.</summary>
    public double[] Standardise(double[] signals) =>
        [1, .. _read.Select((signal, i) => (signals[signal] - _means[i]) / _deviations[i])];

    /// <summary>Returns the weights that a model has for standardised signals.</summary>
    public double[] Standardise(LogisticModel model) =>
        [model.Bias + _read.Select((signal, i) => model.Weights[signal] * _means[i]).Sum(), .. _read.Select((signal, i) => model.Weights[signal] * _deviations[i])];

    /// <summary>Returns the model that standardised weights stand for.</summary>
    public LogisticModel Restore(double[] weights)
    {
        var restored = new double[_count];
        var bias = weights[0];
        for (var i = 0; i < _read.Length; i++)
        {
            restored[_read[i]] = weights[i + 1] / _deviations[i];
            bias -= restored[_read[i]] * _means[i];
        }

        return new LogisticModel(bias, ImmutableArray.Create(restored));
    }

    private static double Square(double value) => value * value;
}
