namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>The members of a logistic model's JSON.</summary>
internal sealed class ModelContent
{
    /// <summary>The bias.</summary>
    public required double Bias { get; set; }

    /// <summary>The weights by the names of the signals.</summary>
    public required Dictionary<string, double> Weights { get; set; }
}
