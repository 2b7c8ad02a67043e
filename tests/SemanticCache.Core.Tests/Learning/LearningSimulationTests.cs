namespace SemanticCache.Core.Tests.Learning;

/// <summary>
/// Simulated namespaces whose hits are more, or less, often right than the calibration says, and whose entries differ; the labels are as
/// rare and as one-sided as comparing answers makes them.
/// </summary>
public sealed class LearningSimulationTests
{
    private const double Bar = 0.9;

    [Theory]
    [InlineData(-1.5)]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Probability_StationaryStream_KeepsTheShareOfWrongHitsWithinTheBound(double shift)
    {
        var world = new SimulatedTraffic(shift, seed: 11);
        world.Run(6000, Bar);
        var learned = world.Run(12_000, Bar);

        // The share that the bar allows, and three standard deviations of its estimate.
        var hits = Math.Max(1, learned.Hits);
        Assert.InRange((double)learned.Wrong / hits, 0, 1 - Bar + (3 * Math.Sqrt(Bar * (1 - Bar) / hits)));
    }

    [Fact]
    public void Probability_CalibrationTooSure_LearnsToKeepTheBoundThatItBroke()
    {
        var learned = new SimulatedTraffic(shift: -1.5, seed: 5);
        learned.Run(6000, Bar);
        var after = learned.Run(12_000, Bar);
        var without = new SimulatedTraffic(shift: -1.5, seed: 5, learns: false).Run(18_000, Bar);

        Assert.True((double)without.Wrong / without.Hits > 1.5 * (1 - Bar), $"without: {without}");
        Assert.True((double)after.Wrong / after.Hits < 0.7 * without.Wrong / without.Hits, $"after: {after}, without: {without}");
    }

    [Fact]
    public void Probability_CalibrationTooCareful_LearnsToServeMore()
    {
        var learned = new SimulatedTraffic(shift: 1.5, seed: 5);
        learned.Run(6000, Bar);
        var after = learned.Run(12_000, Bar);
        var without = new SimulatedTraffic(shift: 1.5, seed: 5, learns: false).Run(12_000, Bar);

        Assert.True(after.Hits > 1.2 * without.Hits, $"after: {after}, without: {without}");
    }

    [Fact]
    public void Audited_NothingIsLearnedAndAnswersGoStale_RaisesTheAlarmSoonAndNotBefore()
    {
        var world = new SimulatedTraffic(shift: 0, seed: 2, learns: false);
        Assert.Equal(0, world.Run(8000, Bar).Alarms);

        world.Shift = -4;
        var drifted = world.Run(4000, Bar);

        Assert.InRange(drifted.Alarms, 1, int.MaxValue);
        Assert.InRange(drifted.AuditsUntilAlarm, 1, 60);
    }

    [Fact]
    public void Probability_AnswersGoStale_LearnsToServeLess()
    {
        var world = new SimulatedTraffic(shift: 0, seed: 2);
        var before = world.Run(8000, Bar);

        world.Shift = -4;
        world.Run(2000, Bar);
        var after = world.Run(4000, Bar);

        Assert.True((double)after.Hits / 4000 < 0.2 * before.Hits / 8000, $"before: {before}, after: {after}");
    }
}
