using SemanticCache.Core.Scoping;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Scoping.Cacheability;

public sealed class CacheabilityReplayTests
{
    private const double MostRefused = 0.01;

    [Theory]
    [InlineData("calibrate")]
    [InlineData("train")]
    public void Scope_QuestionsWithOneStableAnswer_AreHardlyEverBypassed(string part)
    {
        var folder = Path.Combine(RepositoryPaths.Shared, "replay", part);
        Assert.SkipUnless(Directory.Exists(folder), $"The folder of shared test material with replay/{part} is absent.");

        Hold(folder);
    }

    [Fact]
    public void Scope_OwnReplaySet_IsHardlyEverBypassed() => Hold(RepositoryPaths.Replay);

    private static void Hold(string folder)
    {
        var questions = ReplayClusters.Load(folder).SelectMany(cluster => cluster.Questions).ToList();
        var refused = questions.Where(question => Scoped.Request(question).SemanticBypass is not BypassReason.None).ToList();

        Assert.True(refused.Count <= MostRefused * questions.Count, $"{refused.Count} of {questions.Count}:\n{string.Join('\n', refused)}");
    }
}
