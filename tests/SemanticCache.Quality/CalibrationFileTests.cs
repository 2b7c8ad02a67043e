using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Signals;

namespace SemanticCache.Quality;

public sealed class CalibrationFileTests
{
    private static readonly ConfidenceCalibration Sample = new()
    {
        Embedder = "embedder-1",
        Verifier = "verifier-1",
        Need = new LogisticModel(-1, [.. Enumerable.Range(0, CandidateSignals.Count).Select(signal => signal * 0.5)]),
        Rivals = new LogisticModel(0.25, [.. new double[CandidateSignals.Count]]),
        Curve = new ReliabilityCurve([new CurvePoint(-2, 0.1), new CurvePoint(3, 0.95)]),
        SimilarityThreshold = 0.4,
        MinimumConfidence = 0.9,
    };

    [Fact]
    public void Parse_WhatWasFormatted_IsTheSame()
    {
        var read = CalibrationFile.ParseOrThrow(CalibrationFile.Format(Sample), "test");

        Assert.Equal(Sample.Need.Weights, read.Need.Weights);
        Assert.Equal(Sample.Rivals.Bias, read.Rivals.Bias);
        Assert.Equal(Sample.Curve.Points, read.Curve.Points);
        Assert.Equal((0.4, 0.9, "embedder-1", "verifier-1"), (read.SimilarityThreshold, read.MinimumConfidence, read.Embedder, read.Verifier));
    }

    [Theory]
    [InlineData("\"minimum_confidence\": 0.9", "\"minimum_confidence\": 1.5", "minimum_confidence")]
    [InlineData("\"similarity\"", "\"smell\"", "smell")]
    [InlineData("0.95", "0.05", "curve")]
    [InlineData("{", "", "test")]
    public void Parse_Mistake_SaysWhereAndWhat(string right, string wrong, string named)
    {
        var json = CalibrationFile.Format(Sample);
        var at = json.IndexOf(right, StringComparison.Ordinal);

        var mistake = Assert.Throws<InvalidDataException>(() => CalibrationFile.ParseOrThrow(json[..at] + wrong + json[(at + right.Length)..], "test"));

        Assert.Contains(named, mistake.Message, StringComparison.Ordinal);
        Assert.StartsWith("test", mistake.Message, StringComparison.Ordinal);
    }
}
