using SemanticCache.Core.Learning;
using SemanticCache.Core.Policies;

namespace SemanticCache.Core.Tests.Learning;

public sealed class RecalibrationFitTests
{
    [Fact]
    public void Of_NoLabels_ChangesNothing() => Assert.Equal(Recalibration.None, RecalibrationFit.Of([]));

    [Theory]
    [InlineData(-1.5, 1)]
    [InlineData(0.5, 0.6)]
    public void Of_ManyLabels_FindsWhatTheyWereDrawnFrom(double bias, double slope)
    {
        var random = new Random(3);
        var labels = Enumerable.Range(0, 4000).Select(number =>
        {
            var score = (random.NextDouble() * 6) - 3;
            return SampleLabels.Of(number, number, score, random.NextDouble() < LogOdds.Probability(bias + (slope * score)));
        }).ToArray();

        var fitted = RecalibrationFit.Of(labels);

        Assert.Equal(bias, fitted.Bias, 0.15);
        Assert.Equal(slope, fitted.Slope, 0.1);
    }

    [Fact]
    public void Of_FewLabels_IsHeldNearTheCalibration() =>
        Assert.InRange(RecalibrationFit.Of([SampleLabels.Of(1, 1, 2, isRight: false)]).Of(2), 0.5, 2);

    [Fact]
    public void Of_LabelsAgainstTheCalibration_NeverTurnsItRound()
    {
        var labels = Enumerable.Range(0, 500).Select(number => SampleLabels.Of(number, number, number % 2 == 0 ? 4 : -4, isRight: number % 2 == 1)).ToArray();

        Assert.InRange(RecalibrationFit.Of(labels).Slope, 0.05, 0.2);
    }
}
