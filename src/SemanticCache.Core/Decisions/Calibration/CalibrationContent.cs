namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>The members of a calibration's JSON.</summary>
internal sealed class CalibrationContent
{
    /// <summary>The fingerprint of the embedder.</summary>
    public required string Embedder { get; set; }

    /// <summary>The fingerprint of the verifier.</summary>
    public required string Verifier { get; set; }

    /// <summary>The default similarity threshold.</summary>
    public required double SimilarityThreshold { get; set; }

    /// <summary>The default minimum confidence.</summary>
    public required double MinimumConfidence { get; set; }

    /// <summary>The model of pairs.</summary>
    public required ModelContent Need { get; set; }

    /// <summary>The model of rivals.</summary>
    public required ModelContent Rivals { get; set; }

    /// <summary>Pairs of score and probability.</summary>
    public required double[][] Curve { get; set; }

    /// <summary>What it was fitted on.</summary>
    public CalibrationOrigin Origin { get; set; } = new();
}
