namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>What a calibration was fitted on, and its figures on what it was not fitted on (cross-validated by domain).</summary>
internal sealed record CalibrationOrigin
{
    /// <summary>The names of the domains, or of the namespace.</summary>
    public string FittedOn { get; init; } = "";

    /// <summary>When it was fitted, as a date.</summary>
    public string Date { get; init; } = "";

    /// <summary>The number of decisions that it was fitted on.</summary>
    public int Decisions { get; init; }

    /// <summary>The expected calibration error: how far confidence and share of right hits are apart, in [0, 1].</summary>
    public double ExpectedCalibrationError { get; init; }

    /// <summary>The precision of hits at the default minimum confidence, look-alikes counted, in [0, 1].</summary>
    public double Precision { get; init; }
}
