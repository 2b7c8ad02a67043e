using SemanticCache.Core.Policies;
using SemanticCache.Evaluation;
using SemanticCache.Evaluation.Intents;
using SemanticCache.Evaluation.Pairs;
using SemanticCache.Evaluation.Probing;
using SemanticCache.TestUtils;

namespace SemanticCache.Quality;

/// <summary>Asks the small tables with the shipped models.</summary>
public sealed class LabelledProbesTests
{
    private const int All = 1_000;

    private static readonly string Tables = Path.Combine(RepositoryPaths.Root, "tests", "SemanticCache.Quality", "tables");
    private static readonly PairFile Pairs = PairFile.ReadOrThrow(Path.Combine(Tables, "pairs.tsv"));
    private static readonly IntentFile Intents = IntentFile.ReadOrThrow(Path.Combine(Tables, "intents.tsv"));
    private static readonly NamespacePolicy ServeAll = new() { Decision = DecisionKind.Threshold, SimilarityThreshold = 0, Guards = [] };

    [Fact]
    public async Task Pairs_EverythingServed_AreCountedByLabelAndIdenticalOnesLeftOut()
    {
        var probes = new PairProbes(Pairs, All, seed: 1);

        var figures = PairFigures.Of(await AskAsync(probes, ServeAll), result => result.Served);

        Assert.Equal(1, probes.Identical);
        Assert.Equal((4, 4), (figures.Found.Count, figures.Found.Total));
        Assert.Equal((4, 4), (figures.Accepted.Count, figures.Accepted.Total));
        Assert.Equal((4, 8), (figures.Precision.Count, figures.Precision.Total));
        Assert.Equal(["action", "entity", "number", "other", "rewording"], figures.Kinds.Select(kind => kind.Kind));
    }

    [Fact]
    public async Task Pairs_NumberChanged_IsRefusedByItsGuard()
    {
        var figures = PairFigures.Of(await AskAsync(new PairProbes(Pairs, All, seed: 1), ServeAll with { Guards = ["number"] }), result => result.Served);

        Assert.Equal(0, figures.Kinds.Single(kind => kind.Kind == "number").Accepted.Count);
        Assert.Equal(4, figures.Found.Count);
    }

    [Fact]
    public async Task Pairs_Verified_SweepFallsAndEndsBelowItsStart()
    {
        var sweep = PairSweep.Of(await AskAsync(new PairProbes(Pairs, All, seed: 1), new NamespacePolicy()));

        Assert.Equal(sweep.Select(point => point.HitRate).OrderDescending(), sweep.Select(point => point.HitRate));
        Assert.True(sweep[0].HitRate > sweep[^1].HitRate);
        Assert.True(sweep[0].HitRate > sweep[0].Accepted);
    }

    [Fact]
    public async Task Pairs_AnswerUnknown_IsNeverEmbeddedNorSupport()
    {
        var results = await AskAsync(new PairProbes(Pairs, All, seed: 1), ServeAll);

        Assert.All(results.SelectMany(result => result.Candidates), candidate => Assert.True(candidate.Verdict.Candidate.Entry.AnswerVector.IsEmpty));
        var answers = results.SelectMany(result => result.Candidates).Select(candidate => candidate.Verdict.Candidate.Entry.Answer.ToolCalls[0]).ToArray();
        Assert.Equal(answers.Length, answers.Distinct().Count());
    }

    [Fact]
    public void Sample_SameSeed_DrawsTheSameInOrder()
    {
        var numbers = Enumerable.Range(0, 100).ToArray();

        var drawn = Sample.Of(numbers, 10, seed: 3);

        Assert.Equal(10, drawn.Distinct().Count());
        Assert.Equal(drawn.Order(), drawn);
        Assert.Equal(drawn, Sample.Of(numbers, 10, seed: 3));
        Assert.NotEqual(drawn, Sample.Of(numbers, 10, seed: 4));
        Assert.Equal(numbers, Sample.Of(numbers, 1_000, seed: 3));
    }

    [Fact]
    public async Task Intents_EverythingServed_CountsHitsOfOtherIntentsWithinTheDomain()
    {
        var probes = new IntentProbes(Intents, limit: 5, seed: 1);

        var results = await AskAsync(probes);
        var figures = IntentFigures.Of(results, probes.IsCertainlyWrong);

        Assert.Equal(Intents.Utterances.Count - 5, probes.Stored);
        Assert.Equal(5, figures.Served.Total);
        Assert.Equal(results.Count(probes.IsCertainlyWrong), figures.WrongOfHits.Count);
        Assert.All(results.Where(result => result.Served is not null), result =>
        {
            Assert.Equal(result.Probe.Cluster.Domain, result.Served!.Cluster.Domain);
            var (asked, served) = (UtteranceOf(result.Probe.Cluster.Id), UtteranceOf(result.Served.Cluster.Id));
            Assert.Equal(!asked.Intents.Intersect(served.Intents).Any(), probes.IsCertainlyWrong(result));
        });
    }

    [Fact]
    public async Task Intents_OnlyAnotherIntentStored_EveryHitIsWrong()
    {
        var file = new IntentFile("small", [.. Intents.Utterances.Where(utterance => utterance.Intents is ["bank:card_kept"] or ["bank:transfer_fee"]).DistinctBy(utterance => utterance.Intents[0])]);
        var probes = new IntentProbes(file, limit: 1, seed: 1);

        var figures = IntentFigures.Of(await AskAsync(probes), probes.IsCertainlyWrong);

        Assert.Equal((1, 1), (figures.WrongOfHits.Count, figures.WrongOfHits.Total));
        Assert.Equal((1, 1), (figures.Wrong.Count, figures.Wrong.Total));
    }

    private static IntentUtterance UtteranceOf(string cluster) => Intents.Utterances.Single(utterance => cluster == $"line {utterance.Line}");

    private static async Task<IReadOnlyList<ProbeResult>> AskAsync(PairProbes probes, NamespacePolicy policy)
    {
        using var session = Start();
        return await session.ProbeAsync(probes.Clusters, probes.Draw, policy);
    }

    private static async Task<IReadOnlyList<ProbeResult>> AskAsync(IntentProbes probes)
    {
        using var session = Start();
        return await session.ProbeAsync(probes.Clusters, probes.Draw, ServeAll);
    }

    private static EvaluationSession Start() => new(new Dictionary<string, string?>(), new SilentProgress(), TestContext.Current.CancellationToken);
}
