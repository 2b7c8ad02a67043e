using SemanticCache.Cli.Reports;

namespace SemanticCache.Cli.Tests.Reports;

public sealed class SweepWordsTests
{
    private static readonly SweepCurve Sweep = new(
        "minimum_confidence",
        Current: 0.8,
        Decisions: 40,
        Unknown: 3,
        TargetPrecision: 0.98,
        Recommended: null,
        LabelsNeeded: 149,
        [new SweepCurvePoint(0.7, 20, 12, 1, 1.7, 0.01, 0.1, 2), new SweepCurvePoint(0.8, 10, 9, 0, 0, 0, 0.05, 1), new SweepCurvePoint(0.9, 4, 4, 0, 0, 0, 0.2, 0.5)]);

    [Fact]
    public void Current_HitsAndLabels_AreNamed() => Assert.Equal(
        "minimum_confidence 0.80: 10 hits of 40 recorded decisions, 9 are labelled, none of them wrong; 3 decisions have no confidence and count as misses", SweepWords.Current(Sweep));

    [Fact]
    public void Advice_TooFewLabels_SaysHowManyAndWhereToGetThem()
    {
        var advice = SweepWords.Advice("shop", Sweep);

        Assert.StartsWith("None yet. To show that 98.0% of the hits are right takes 149 labelled hits, and more where some are wrong; so far 12 are labelled, 1 wrong.", advice, StringComparison.Ordinal);
        Assert.Contains("\nsemcache decisions list -n shop --unjudged\n", advice, StringComparison.Ordinal);
        Assert.EndsWith("\nsemcache policies set shop audit_percent=5", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_HigherOne_SaysHowToSetIt() => Assert.Equal(
        "Raise it to 0.90: 4 hits, at most 20.0% of them wrong (95 % sure):\nsemcache policies set shop minimum_confidence=0.90",
        SweepWords.Advice("shop", Sweep with { Recommended = 0.9 }));

    [Fact]
    public void Advice_LowerOne_WarnsOfHitsThatNobodyHasJudged()
    {
        var advice = SweepWords.Advice("shop", Sweep with { Recommended = 0.7 });

        Assert.StartsWith("Lower it to 0.70: 20 hits", advice, StringComparison.Ordinal);
        Assert.Contains("But of the 10 hits that this adds, 3 are labelled, 1 wrong. Judge more of them first:\nsemcache decisions list -n shop --unjudged --near-misses\n", advice, StringComparison.Ordinal);
        Assert.EndsWith(":\nsemcache policies set shop minimum_confidence=0.70", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_TheCurrentOne_LeavesIt() => Assert.StartsWith("Leave it at 0.80", SweepWords.Advice("shop", Sweep with { Recommended = 0.8 }), StringComparison.Ordinal);

    [Fact]
    public void Advice_NothingToGoBy_SaysSo()
    {
        Assert.StartsWith("None: no decision of this span is recorded.", SweepWords.Advice("shop", Sweep with { Decisions = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("None: no number of labels can show", SweepWords.Advice("shop", Sweep with { LabelsNeeded = null }), StringComparison.Ordinal);
    }
}
