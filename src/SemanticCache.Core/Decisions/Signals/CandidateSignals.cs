namespace SemanticCache.Core.Decisions.Signals;

/// <summary>The signals of one candidate.</summary>
internal sealed class CandidateSignals
{
    /// <summary>The number of signals.</summary>
    public static readonly int Count = Enum.GetValues<Signal>().Length;

    private readonly double[] _values = new double[Count];

    /// <summary>The signals in the order of <see cref="Signal"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Returns signals of the same values.</summary>
    public CandidateSignals Copy()
    {
        var copy = new CandidateSignals();
        Values.CopyTo(copy._values);
        return copy;
    }

    /// <summary>One signal.</summary>
    public double this[Signal signal]
    {
        get => _values[(int)signal];
        set => _values[(int)signal] = value;
    }
}
