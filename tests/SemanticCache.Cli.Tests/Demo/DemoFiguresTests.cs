using SemanticCache.Cli.Demo;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Tests.Demo;

public sealed class DemoFiguresTests
{
    private static readonly ReplayCluster Cluster = new("birds", "right", ["q"], []);

    [Fact]
    public void ToResult_AllKinds_CountsWhatWasSeen()
    {
        var figures = new DemoFigures(
            [
                See(Outcome.Miss, "right", 400), See(Outcome.Joined, "right", 300), See(Outcome.ExactHit, "right", 1),
                See(Outcome.SemanticHit, "wrong", 9), See(Outcome.SemanticHit, "right", 5), new DemoObservation(Asked(), TimeSpan.Zero, null, "down"),
            ],
            new TokenPrices { InputPerMillion = 1000, OutputPerMillion = 2000 });

        var result = figures.ToResult(new LookAlikeFigures(4, 1, Sample: null));

        Assert.Equal((6, 1, 2, 2, 1), (result.Requests, result.ExactHits, result.SemanticHits, result.Misses, result.WrongHits));
        Assert.Equal((5d, 9d, 300d), (result.HitP50Ms, result.HitP99Ms, result.MissP50Ms));
        Assert.Equal(3 * ((10 * 0.001) + (20 * 0.002)), result.CostSaved, 9);
        Assert.Equal(90, result.TokensSaved);
        Assert.Equal(0.885, result.TimeSavedSeconds, 9);
        Assert.Equal(0.666667, result.Precision);
        Assert.Equal((1, 1, 4, 1), (result.Joined, result.Errors, result.LookAlikes, result.LookAlikesAccepted));
    }

    [Fact]
    public void ToResult_NoHits_HasNoPercentilesAndNoPrecision()
    {
        var result = new DemoFigures([See(Outcome.Miss, "right", 400)], new TokenPrices()).ToResult(new LookAlikeFigures(0, 0, Sample: null));

        Assert.Null(result.HitP50Ms);
        Assert.Null(result.Precision);
        Assert.Equal(0, result.CostSaved);
    }

    private static DemoQuestion Asked() => new(Cluster, "demo-birds", "q");

    private static DemoObservation See(Outcome outcome, string answer, double milliseconds) => new(
        Asked(),
        TimeSpan.FromMilliseconds(milliseconds),
        new CompleteResponse
        {
            Metadata = new CacheMetadata { Outcome = outcome },
            Answer = new Answer { Text = answer, Usage = new TokenUsage { InputTokens = 10, OutputTokens = 20 } },
        },
        Failure: null);
}
