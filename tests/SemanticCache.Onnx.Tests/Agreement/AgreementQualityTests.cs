using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Entries;
using SemanticCache.TestUtils;

namespace SemanticCache.Onnx.Tests.Agreement;

/// <summary>Measures agreement with the shipped embedder on the committed answers and keeps it from getting worse; docs/agreement.md has the figures.</summary>
public sealed class AgreementQualityTests
{
    private readonly AnswerComparer _comparer;
    private readonly ITestOutputHelper _output;

    public AgreementQualityTests(ShippedModels models, ITestOutputHelper output)
    {
        _comparer = new AnswerComparer(models.Embedder, Options.Create(new AgreementOptions()));
        _output = output;
    }

    // The least of rewordings found is what was measured minus 3 points.
    [Theory]
    [InlineData("calibrate", 10, 0.403)]
    [InlineData("dev", 0, 0.442)]
    public async Task CompareAsync_CommittedAnswers_IsAsGoodAsMeasured(string part, int mostFalseAgrees, double leastRecall)
    {
        var (same, other, next) = (new VerdictCounts(), new VerdictCounts(), new VerdictCounts());
        foreach (var cluster in AnswerCluster.Load(part))
        {
            await CompareAllAsync(same, Pairs([.. cluster.Wordings]));
            await CompareAllAsync(other, cluster.Wordings.SelectMany(wording => cluster.Disagree.Select(answer => (wording, answer))));
            await CompareAllAsync(next, await NeighboursAsync(cluster));
        }

        _output.WriteLine($"{part}, same substance: {same}");
        _output.WriteLine($"{part}, look-alikes: {other}");
        _output.WriteLine($"{part}, the domain's most similar other answer: {next}");
        Assert.True(other[AgreementKind.Agrees] + next[AgreementKind.Agrees] <= mostFalseAgrees, $"{other}; {next}");
        Assert.True(same[AgreementKind.Agrees] >= leastRecall * same.Total, same.ToString());
    }

    private static IEnumerable<(string Left, string Right)> Pairs(string[] wordings) =>
        from left in Enumerable.Range(0, wordings.Length)
        from right in Enumerable.Range(left + 1, wordings.Length - left - 1)
        select (wordings[left], wordings[right]);

    // The calibration part's other answers are not in the repository; there the answers of the committed clusters stand in for them.
    private async Task<List<(string Left, string Right)>> NeighboursAsync(AnswerCluster cluster)
    {
        var answers = ReplayClusters.Load(RepositoryPaths.Replay).Select(other => (other.Id, other.Answer))
            .Concat(AnswerCluster.Load("calibrate").Select(other => (other.Id, other.Answer)))
            .Where(other => other.Id.StartsWith(cluster.Domain + "-", StringComparison.Ordinal) && other.Id != cluster.Id)
            .ToArray();
        var pairs = new List<(string, string)>();
        foreach (var wording in cluster.Wordings)
        {
            var similarities = new List<(float Similarity, string Answer)>();
            foreach (var (_, answer) in answers)
            {
                similarities.Add((await _comparer.SimilarityAsync(new Answer { Text = wording }, new Answer { Text = answer }, TestContext.Current.CancellationToken) ?? -1, answer));
            }

            pairs.Add((wording, similarities.MaxBy(item => item.Similarity).Answer));
        }

        return pairs;
    }

    private async Task CompareAllAsync(VerdictCounts counts, IEnumerable<(string Left, string Right)> pairs)
    {
        foreach (var (left, right) in pairs)
        {
            counts.Add(await _comparer.CompareAsync(new Answer { Text = left }, new Answer { Text = right }, TestContext.Current.CancellationToken));
        }
    }
}
