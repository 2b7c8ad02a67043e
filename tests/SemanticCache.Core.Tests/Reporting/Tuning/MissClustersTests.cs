using SemanticCache.Core.Decisions.Guards;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Reporting.Tuning;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Reporting.Tuning;

public sealed class MissClustersTests
{
    private readonly FakeEmbedder _embedder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfAsync_WordingsOfTwoNeeds_PutsThemTogetherMostAskedFirst()
    {
        _embedder.Place("opening hours?", near: "When do you open?", similarity: 0.9);
        _embedder.Place("hours today", near: "When do you open?", similarity: 0.8);

        var clusters = await ClustersAsync(
            ["Where are you?", "Where are you?", "opening hours?", "When do you open?", "when do you open?", "hours today", "hours today"]);

        Assert.Equal([("When do you open?", 5, 3), ("Where are you?", 2, 1)], clusters.Select(cluster => (cluster.Question, cluster.Count, cluster.Wordings)));
        Assert.Equal(["hours today", "opening hours?"], clusters[0].Samples);
    }

    [Fact]
    public async Task OfAsync_OppositesThatAreNear_StayApart()
    {
        _embedder.Place("How do I lower my limit?", near: "How do I raise my limit?", similarity: 0.95);

        Assert.Equal(2, (await ClustersAsync(["How do I raise my limit?", "How do I lower my limit?"])).Count);
    }

    [Fact]
    public async Task OfAsync_UnlikeQuestions_StayApartAndTheLimitHolds()
    {
        var clusters = await ClustersAsync([.. Enumerable.Range(0, 30).Select(i => $"need {i}")], limit: 7);

        Assert.Equal(7, clusters.Count);
        Assert.All(clusters, cluster => Assert.Equal((1, 1), (cluster.Count, cluster.Wordings)));
    }

    [Fact]
    public async Task OfAsync_NothingCanBeEmbedded_ListsEveryWording()
    {
        _embedder.Status = EmbeddingStatus.TextTooLong;

        Assert.Equal(2, (await ClustersAsync(["a", "b", "b"])).Count);
    }

    [Fact]
    public async Task OfAsync_NoQuestions_IsEmpty() => Assert.Empty(await ClustersAsync([]));

    private Task<IReadOnlyList<MissCluster>> ClustersAsync(string[] questions, int limit = 10) => new MissClusters(_embedder, new GuardRegistry(GuardRegistry.CreateAll())).OfAsync(questions, limit, Cancellation);
}
