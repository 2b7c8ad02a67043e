using SemanticCache.Core.Policies;
using SemanticCache.Core.Reporting.DecisionLog;
using SemanticCache.Core.Reporting.Tuning;

namespace SemanticCache.Core.Tests.Reporting.Tuning;

public sealed class ThresholdSweepTests
{
    [Fact]
    public void Of_Confidences_CountsHitsAndSavingsAtEachThreshold()
    {
        var sweep = Sweep([Decision(0.95f), Decision(0.8f), Decision(0.6f)], _ => null);

        Assert.True(sweep.IsOfConfidence);
        Assert.Equal((3, 2, 1, 0), (At(sweep, 0.5).Hits, At(sweep, 0.7).Hits, At(sweep, 0.9).Hits, At(sweep, 0.96).Hits));
        Assert.Equal(0.2, At(sweep, 0.7).Saved, 9);
        Assert.Equal((3, 0), (sweep.Decisions, sweep.Unknown));
    }

    [Fact]
    public void Of_ThresholdEqualToAConfidence_IsReached() =>
        Assert.Equal(1, At(Sweep([Decision(0.7f)], _ => null), 0.7).Hits);

    [Fact]
    public void Of_RefusedWhateverTheThreshold_NeverCountsAsAHit()
    {
        LoggedDecision[] decisions =
        [
            Decision(0.99f) with { Guard = "number" },
            Decision(0.99f) with { Reason = "rival_too_close" },
            Decision(0.99f) with { Similarity = 0.6f },
            Decision(null),
            Decision(0.99f) with { Entry = null },
        ];

        var sweep = Sweep(decisions, _ => null);

        Assert.All(sweep.Points, point => Assert.Equal(0, point.Hits));
        Assert.Equal((5, 1), (sweep.Decisions, sweep.Unknown));
    }

    [Fact]
    public void Of_DecisionsOfAnotherKind_LeavesThemOut()
    {
        LoggedDecision[] decisions = [Decision(0.9f), Decision(null) with { Decision = DecisionKind.Threshold, Similarity = 0.93f }, Decision(0.9f) with { Decision = null }];

        var sweep = ThresholdSweep.Of(decisions, _ => null, DecisionKind.Threshold, current: 0.9, errorBudget: 0.02);

        Assert.False(sweep.IsOfConfidence);
        Assert.Equal((1, 1, 0), (sweep.Decisions, At(sweep, 0.9).Hits, At(sweep, 0.94).Hits));
    }

    [Fact]
    public void Of_Labels_BoundsTheShareOfWrongHitsAndExpectsAsManyAmongAll()
    {
        LoggedDecision[] labelled = [.. Different(0.95f, 59), Wrong, .. Different(0.94f, 60)];

        var point = At(Sweep(labelled, decision => decision.Confidence is 0.94f ? null : decision != Wrong), 0.93);

        Assert.Equal((120, 60, 1), (point.Hits, point.Labelled, point.Wrong));
        Assert.Equal(2.0, point.ExpectedWrong!.Value, 9);
        Assert.InRange(point.WrongHigh, 1.0 / 60, 0.08);
        Assert.InRange(point.WrongLow, 0, 1.0 / 60);
    }

    [Fact]
    public void Of_NoLabels_KnowsNothing()
    {
        var point = At(Sweep([Decision(0.95f)], _ => null), 0.95);

        Assert.Equal((0.0, 1.0), (point.WrongLow, point.WrongHigh));
        Assert.Null(point.ExpectedWrong);
    }

    [Fact]
    public void Of_LabelsOfWhatWasServedAlone_SayNothingOfWhatALowerThresholdAdds()
    {
        LoggedDecision[] decisions = [.. Different(0.95f, 100), .. Different(0.6f, 20)];

        var sweep = Sweep(decisions, decision => decision.Confidence is 0.95f ? true : null, errorBudget: 0.1);

        Assert.Equal(0.61, sweep.Recommended);
        Assert.True(At(sweep, 0.6).WrongHigh > 20.0 / 120);
        Assert.Null(At(sweep, 0.6).ExpectedWrong);
    }

    [Fact]
    public void Of_LabelsOfBothParts_RecommendsALowerThresholdThatKeepsTheBudget()
    {
        LoggedDecision[] decisions = [.. Different(0.95f, 100), .. Different(0.8f, 100), .. Different(0.6f, 20)];

        var sweep = Sweep(decisions, decision => decision.Confidence is not 0.6f, errorBudget: 0.05);

        Assert.Equal(0.61, sweep.Recommended);
        Assert.Equal(59, sweep.LabelsNeeded);
        Assert.True(At(sweep, 0.61).WrongHigh <= 0.05);
        Assert.True(At(sweep, 0.6).WrongHigh > 0.05);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    public void Of_TooFewLabels_RecommendsNothing(double errorBudget) =>
        Assert.Null(Sweep([.. Different(0.9f, 60)], _ => true, errorBudget).Recommended);

    [Fact]
    public void Of_CurrentThreshold_IsAmongThePoints()
    {
        var sweep = ThresholdSweep.Of([], _ => null, DecisionKind.Verified, current: 0.875, errorBudget: 0);

        Assert.Contains(sweep.Points, point => point.Threshold == 0.875);
        Assert.Equal(sweep.Points.Select(point => point.Threshold).Order(), sweep.Points.Select(point => point.Threshold));
        Assert.Null(sweep.LabelsNeeded);
    }

    [Fact]
    public void Of_OneQuestionAskedOften_SaysNoMoreThanOnceWhetherItIsRight()
    {
        LoggedDecision[] decisions = [.. Enumerable.Repeat(Decision(0.95f), 1000), .. Different(0.94f, 50)];

        var sweep = Sweep(decisions, decision => decision.Confidence is 0.95f ? true : null, errorBudget: 0.05);

        Assert.Null(sweep.Recommended);
        Assert.Equal((1050, 1), (At(sweep, 0.93).Hits, At(sweep, 0.93).Labelled));
    }

    private static IEnumerable<LoggedDecision> Different(float confidence, int count) =>
        Enumerable.Range(1, count).Select(number => Decision(confidence) with { QuestionId = new Guid(number, 0, 0, new byte[8]) });

    private static LoggedDecision Wrong { get; } = Decision(0.96f);

    private static SweepResult Sweep(LoggedDecision[] decisions, Func<LoggedDecision, bool?> isRight, double errorBudget = 0.02) =>
        ThresholdSweep.Of(decisions, isRight, DecisionKind.Verified, current: 0.9, errorBudget);

    private static SweepPoint At(SweepResult sweep, double threshold) => sweep.Points.Single(point => Math.Abs(point.Threshold - threshold) < 1e-9);

    private static LoggedDecision Decision(float? confidence) => new()
    {
        Entry = Guid.Parse("00000000-0000-0000-0000-000000000001"),
        Similarity = 0.9f,
        SimilarityBar = 0.75f,
        Confidence = confidence,
        Decision = DecisionKind.Verified,
        Saving = 0.1,
    };
}
