namespace SemanticCache.Core.Policies;

/// <summary>How a namespace's confidences differ from the shipped calibration: the log-odds become <c>Bias + Slope × log-odds</c>.</summary>
/// <param name="Bias">What is added, from -10 to 10; below zero hits are less often right here than elsewhere.</param>
/// <param name="Slope">By what the log-odds are multiplied, more than 0 and at most 10.</param>
public readonly record struct Recalibration(double Bias, double Slope)
{
    /// <summary>Nothing differs.</summary>
    public static Recalibration None { get; } = new(0, 1);

    /// <summary>Returns the log-odds that hold in the namespace.</summary>
    public double Of(double score) => Bias + (Slope * score);
}
