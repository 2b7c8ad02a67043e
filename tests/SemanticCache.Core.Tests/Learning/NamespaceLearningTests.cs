using SemanticCache.Core.Learning;

namespace SemanticCache.Core.Tests.Learning;

public sealed class NamespaceLearningTests
{
    private const double Score = 1.5;

    private readonly NamespaceLearning _learning = new(new LearningOptions { FewestLabels = 4, LabelsPerNamespace = 10 }, new Random(1));

    [Fact]
    public void Probability_TooFewLabels_IsNotKnown()
    {
        _learning.Add(Labels(3, isRight: false));

        Assert.Null(_learning.Probability(SampleLabels.Entry(1), Score));
    }

    [Fact]
    public void Probability_WrongLabelsOfTheEntry_FallsBelowThatOfOthers()
    {
        _learning.Add(Labels(4, isRight: false));

        Assert.True(_learning.Probability(SampleLabels.Entry(1), Score) < _learning.Probability(SampleLabels.Entry(2), Score) - 0.05);
    }

    [Fact]
    public void Probability_EntryAnsweredAnew_EarnsItsTrustAnew()
    {
        _learning.Add(Labels(4, isRight: true));

        var anew = _learning.Probability(SampleLabels.Entry(1, SampleLabels.AnsweredAt.AddHours(1)), Score);

        Assert.Equal(_learning.Probability(SampleLabels.Entry(2), Score), anew);
    }

    [Fact]
    public void Add_SameEntryAndQuestion_Replaces()
    {
        _learning.Add(Labels(4, isRight: true));
        _learning.Add([SampleLabels.Of(1, 0, 0, isRight: false)]);

        Assert.Equal((3, 1), (_learning.State.Right, _learning.State.Wrong));
    }

    [Fact]
    public void Add_MoreThanFit_ForgetsTheOldest()
    {
        _learning.Add(Labels(5, isRight: false));
        _learning.Add(Enumerable.Range(100, 10).Select(question => SampleLabels.Of(2, question, 0, isRight: true)));

        Assert.Equal((10, 0), (_learning.State.Right, _learning.State.Wrong));
        Assert.Equal(_learning.Probability(SampleLabels.Entry(3), Score), _learning.Probability(SampleLabels.Entry(1), Score));
    }

    [Fact]
    public void Forget_Labels_CountsTheAlarmAndKnowsNothing()
    {
        _learning.Add(Labels(5, isRight: false));
        _learning.Audited(isWrong: true, allowed: 0.1);

        _learning.Forget();

        Assert.Null(_learning.Probability(SampleLabels.Entry(1), Score));
        Assert.Equal((0, 0, 0, 1), (_learning.State.Wrong, _learning.State.Audited, _learning.State.AuditedWrong, _learning.State.Alarms));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 60, 140)]
    [InlineData(100, 1000, 1000)]
    public void DrawsAudit_ManyHits_DrawsTheShare(double percent, int fewest, int most) =>
        Assert.InRange(Enumerable.Range(0, 1000).Count(_ => _learning.DrawsAudit(percent)), fewest, most);

    private static IEnumerable<Core.Entries.HitLabel> Labels(int count, bool isRight) =>
        Enumerable.Range(0, count).Select(question => SampleLabels.Of(1, question, 0, isRight));
}
