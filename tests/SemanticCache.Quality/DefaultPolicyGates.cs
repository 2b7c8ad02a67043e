using SemanticCache.Core.Policies;
using SemanticCache.Evaluation;
using SemanticCache.Evaluation.Benching;
using SemanticCache.Evaluation.Probing;
using SemanticCache.Evaluation.Replay;
using SemanticCache.TestUtils;

namespace SemanticCache.Quality;

/// <summary>
/// Holds the decisions of the default policy with the shipped models to what was measured on the development questions, which nothing
/// was fitted on, with some room for processors that compute int8 differently; a change that makes them worse fails here.
/// The figures are in <c>docs/quality.md</c>.
/// </summary>
public sealed class DefaultPolicyGates
{
    private static readonly string Replay = Path.Combine(RepositoryPaths.Root, "tests", "SemanticCache.Quality", "replay");

    [Fact]
    public async Task Default_EveryOtherWordingStored_ServesOftenAndRightly()
    {
        var figures = await BenchAsync(SetUp.All);

        Assert.InRange(figures.Precision.Value, 0.965, 1);
        Assert.InRange(figures.HitRate.Value, 0.5, 1);
        Assert.InRange(figures.NearMissesAccepted.Value, 0, 0.035);
        Assert.InRange(figures.NearHitsFound.Value, 0.6, 1);
    }

    [Fact]
    public async Task Default_OneWordingStored_StaysRight()
    {
        var figures = await BenchAsync(SetUp.One);

        Assert.InRange(figures.Precision.Value, 0.95, 1);
        Assert.InRange(figures.HitRate.Value, 0.18, 1);
        Assert.InRange(figures.NearMissesAccepted.Value, 0, 0.02);
    }

    private static async Task<BenchFigures> BenchAsync(SetUp setUp)
    {
        using var session = new EvaluationSession(new Dictionary<string, string?>(), new SilentProgress(), TestContext.Current.CancellationToken);
        var results = await session.BenchAsync(ReplayFolder.ReadOrThrow(Replay), setUp, new NamespacePolicy(), seeds: [1]);
        return BenchFigures.Of(results, result => result.Served);
    }
}
