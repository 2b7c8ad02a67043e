using FsCheck.Xunit;
using SemanticCache.Core.Decisions.Calibration;

namespace SemanticCache.Quality;

public sealed class ReliabilityCurveTests
{
    [Fact]
    public void Fit_SharesThatRise_AreFound()
    {
        var examples = Enumerable.Range(0, 1000).Select(i => (Score: i / 1000.0, IsRight: i % 10 < (i < 500 ? 2 : 9)));

        var curve = ReliabilityCurve.Fit(examples, poolSize: 100);

        Assert.Equal(0.2, curve.At(0.2), 0.05);
        Assert.Equal(0.9, curve.At(0.9), 0.05);
    }

    [Property(MaxTest = 200)]
    public bool Fit_AnyExamples_NeverFallsAndStaysAProbability(bool[] labels, int seed)
    {
        if (labels.Length == 0)
        {
            return true;
        }

        var random = new Random(seed);
        var curve = ReliabilityCurve.Fit(labels.Select(label => (random.NextDouble(), label)), poolSize: 3);
        var values = Enumerable.Range(-1, 22).Select(step => curve.At(step / 20.0)).ToArray();
        return values.All(value => value is >= 0 and <= 1) && values.Zip(values.Skip(1)).All(pair => pair.Second >= pair.First);
    }

    [Fact]
    public void At_NotANumber_IsTheLowestProbability()
    {
        var curve = new ReliabilityCurve([new CurvePoint(0, 0.1), new CurvePoint(1, 0.9)]);

        Assert.Equal(0.1, curve.At(double.NaN));
        Assert.Equal(0.5, curve.At(0.5), 1e-9);
        Assert.Equal(0.9, curve.At(7));
    }
}
