using SemanticCache.Core.Learning;

namespace SemanticCache.Core.Tests.Learning;

public sealed class DriftDetectorTests
{
    private const double Allowed = 0.05;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.02)]
    public void Observe_ShareStaysAllowed_AlarmsSeldomerThanOnceInItsRunLength(double share)
    {
        var random = new Random(7);
        var lengths = Enumerable.Range(0, 60).Select(_ => UntilAlarm(random, share, most: 20_000));

        Assert.InRange(lengths.Average(), DriftDetector.RunLength, double.PositiveInfinity);
    }

    [Fact]
    public void Observe_ShareRises_AlarmsSoon()
    {
        var random = new Random(7);
        var lengths = Enumerable.Range(0, 200).Select(_ => UntilAlarm(random, share: 0.3, most: 20_000)).Order().ToArray();

        Assert.InRange(lengths[190], 3, 60);
    }

    [Fact]
    public void Observe_ShareRisesAfterAQuietTime_AlarmsAsSoon()
    {
        var detector = new DriftDetector();
        for (var i = 0; i < 5000; i++)
        {
            Assert.False(detector.Observe(isCase: false, Allowed));
        }

        Assert.Contains(Enumerable.Range(0, 10), _ => detector.Observe(isCase: true, Allowed));
    }

    [Fact]
    public void Reset_AfterCases_BeginsAnew()
    {
        var detector = new DriftDetector();
        Assert.Contains(Enumerable.Range(0, 20), _ => detector.Observe(isCase: true, Allowed));

        detector.Reset();

        Assert.False(detector.Observe(isCase: true, Allowed));
    }

    private static int UntilAlarm(Random random, double share, int most)
    {
        var detector = new DriftDetector();
        var observations = 1;
        while (!detector.Observe(random.NextDouble() < share, Allowed) && observations < most)
        {
            observations++;
        }

        return observations;
    }
}
