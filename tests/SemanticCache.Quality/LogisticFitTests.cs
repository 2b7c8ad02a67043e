using SemanticCache.Core.Decisions.Calibration;

namespace SemanticCache.Quality;

public sealed class LogisticFitTests
{
    [Fact]
    public void Fit_LabelsOfAKnownModel_FindsItsWeights()
    {
        var random = new Random(5);
        var truth = new LogisticModel(-0.5, [1.5, -2, 0]);
        var examples = Enumerable.Range(0, 20_000).Select(_ => Draw(truth, random)).ToList();

        var fitted = LogisticFit.Fit(examples, [true, true, true], ridge: 0.01);

        Assert.Equal(truth.Bias, fitted.Bias, 0.1);
        Assert.All(truth.Weights.Zip(fitted.Weights), pair => Assert.Equal(pair.First, pair.Second, 0.1));
    }

    [Fact]
    public void Fit_SignalThatIsNotRead_KeepsTheWeightZero()
    {
        var random = new Random(6);
        var examples = Enumerable.Range(0, 500).Select(_ => Draw(new LogisticModel(0, [1, 3]), random)).ToList();

        Assert.Equal(0, LogisticFit.Fit(examples, [true, false], ridge: 1).Weights[1]);
    }

    [Fact]
    public void Fit_FewExamplesAndAPrior_StaysNearThePrior()
    {
        var prior = new LogisticModel(1, [2]);
        var examples = new[] { new LabelledSignals([0.4], IsRight: false), new LabelledSignals([0.6], IsRight: true) };

        var fitted = LogisticFit.Fit(examples, [true], ridge: 1_000, prior);

        Assert.Equal(prior.Bias, fitted.Bias, 0.05);
        Assert.Equal(prior.Weights[0], fitted.Weights[0], 0.05);
    }

    private static LabelledSignals Draw(LogisticModel truth, Random random)
    {
        var signals = truth.Weights.Select(_ => (random.NextDouble() * 4) - 2).ToArray();
        return new LabelledSignals(signals, random.NextDouble() < 1 / (1 + Math.Exp(-truth.Score(signals))));
    }
}
