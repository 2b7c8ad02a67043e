using SemanticCache.Core.Learning;

namespace SemanticCache.Core.Tests.Learning;

public sealed class EntryBoundaryTests
{
    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(2.5)]
    public void Probability_NoLabels_IsTheCalibratedOne(double score) =>
        Assert.Equal(LogOdds.Probability(score), EntryBoundary.Probability(score, []), 10);

    [Fact]
    public void Probability_RightLabelsWhereDoubtful_RisesWithEach()
    {
        var probabilities = Enumerable.Range(0, 6).Select(count => EntryBoundary.Probability(1, Labels(count, score: 0, isRight: true))).ToArray();

        Assert.Equal(probabilities.Order(), probabilities);
        Assert.InRange(probabilities[5] - probabilities[0], 0.05, 0.3);
    }

    [Fact]
    public void Probability_WrongLabelWhereSure_FallsFurtherThanOneWhereDoubtful()
    {
        var none = EntryBoundary.Probability(2, []);
        var doubtful = EntryBoundary.Probability(2, Labels(1, score: -1, isRight: false));
        var sure = EntryBoundary.Probability(2, Labels(1, score: 3, isRight: false));

        Assert.True(none > doubtful && doubtful > sure, $"{none} > {doubtful} > {sure}");
    }

    [Fact]
    public void Probability_ExtremeScores_StaysAProbability() =>
        Assert.All(new[] { -50.0, 50 }, score => Assert.InRange(EntryBoundary.Probability(score, Labels(16, -score, score > 0)), 0, 1));

    private static (double Score, bool IsRight)[] Labels(int count, double score, bool isRight) => [.. Enumerable.Repeat((score, isRight), count)];
}
