using System.Collections.Immutable;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Calibration;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Core.Decisions.Verification;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Search;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions.Verification;

public sealed class ReadingPlanTests
{
    private static readonly AnswerIdentity Answers = new(new AnswerComparer(new FakeEmbedder(), Options.Create(new AgreementOptions())));

    [Property(MaxTest = 500)]
    public void Next_PlanEndsEarly_NoVerdictsOfTheVerifierReachTheBar(int seed)
    {
        var random = new Random(seed);
        var candidates = Candidates(random);
        var calibration = Calibration(random);
        var bars = new DecisionBars(0.4f, 0.2f + (0.7f * random.NextSingle()));
        ImmutableArray<int> readable = [.. Enumerable.Range(0, candidates.Length).Where(_ => random.Next(4) > 0)];
        var plan = PlanOf(candidates, calibration, bars, readable);
        var pairs = new ReadPairs(candidates.Length, readable);
        for (var ranks = plan.Next(pairs); !ranks.IsEmpty; ranks = plan.Next(pairs))
        {
            foreach (var rank in ranks)
            {
                pairs.Note(rank, random.NextSingle());
            }
        }

        for (var trial = 0; trial < 20; trial++)
        {
            var guessed = candidates
                .Select((candidate, rank) => new VerifiedCandidate(candidate, readable.Contains(rank) ? pairs.Probabilities[rank] ?? Extreme(random) : null)).ToArray();
            var reader = new SignalReader("asked about the fee", Vector, guessed, 8, Answers);
            Assert.All(
                readable,
                rank => Assert.True(!pairs.Unread.Any() || calibration.ConfidenceOf(reader.Read(rank)) < bars.Confidence));
        }
    }

    [Fact]
    public void Next_BarThatOnlyTheFirstCouldReach_ReadsItAndEndsWhenItFails()
    {
        ImmutableArray<Candidate> candidates = [Near("first", 0.9f, "one"), Near("second", 0.5f, "other")];
        var plan = PlanOf(candidates, ByVerifierAndSimilarity, new DecisionBars(0.4f, 0.9f));
        var pairs = new ReadPairs(2);

        Assert.Equal([0], plan.Next(pairs));

        pairs.Note(0, 0.1f);
        Assert.Empty(plan.Next(pairs));
    }

    [Fact]
    public void Next_BarThatNoneCouldReach_ReadsNothing() =>
        Assert.Empty(PlanOf([Near("first", 0.5f, "one")], ByVerifierAndSimilarity, new DecisionBars(0.4f, 0.9f)).Next(new ReadPairs(1)));

    [Fact]
    public void Next_ProbablyServed_ReadsAllAtOnce()
    {
        ImmutableArray<Candidate> candidates = [Near("first", 0.9f, "one"), Near("second", 0.5f, "other")];

        Assert.Equal([0, 1], PlanOf(candidates, ByVerifierAndSimilarity, new DecisionBars(0.4f, 0.5f)).Next(new ReadPairs(2)));
    }

    [Fact]
    public void Next_PairCannotBeRead_ReadsTheRest()
    {
        ImmutableArray<Candidate> candidates = [Near("first", 0.9f, "one"), Near("second", 0.5f, "other")];
        var pairs = new ReadPairs(2);
        pairs.Note(0, null);

        Assert.Equal([1], PlanOf(candidates, ByVerifierAndSimilarity, new DecisionBars(0.4f, 0.9f)).Next(pairs));
    }

    private static readonly float[] Vector = [1, 0];

    // The odds grow with the verifier's (up to 5.5) and with the similarity.
    private static readonly ConfidenceCalibration ByVerifierAndSimilarity = Calibration(signal => signal switch
    {
        Signal.Verifier => 1,
        Signal.Similarity => 10,
        _ => 0,
    }, bias: -12);

    private static ReadingPlan PlanOf(ImmutableArray<Candidate> candidates, ConfidenceCalibration calibration, DecisionBars bars) =>
        PlanOf(candidates, calibration, bars, [.. Enumerable.Range(0, candidates.Length)]);

    private static ReadingPlan PlanOf(ImmutableArray<Candidate> candidates, ConfidenceCalibration calibration, DecisionBars bars, ImmutableArray<int> readable) => new(
        Inputs.Of(candidates, new NamespacePolicy(), bars) with { Question = "asked about the fee", Vector = Vector },
        readable,
        readable,
        calibration,
        Answers,
        (_, calibrated) => calibrated);

    private static ConfidenceCalibration Calibration(Random random) =>
        Calibration(_ => (4 * random.NextDouble()) - 2, bias: random.Next(-6, 3));

    private static ConfidenceCalibration Calibration(Func<Signal, double> weight, double bias) => new()
    {
        Embedder = "embedder",
        Verifier = "verifier",
        Need = Model(weight, bias),
        Rivals = Model(weight, bias),
        Curve = new ReliabilityCurve([.. Enumerable.Range(-10, 21).Select(score => new CurvePoint(score, 1 / (1 + Math.Exp(-score))))]),
        SimilarityThreshold = 0.4,
        MinimumConfidence = 0.8,
    };

    private static LogisticModel Model(Func<Signal, double> weight, double bias) => new(bias, [.. Enum.GetValues<Signal>().Select(weight)]);

    private static ImmutableArray<Candidate> Candidates(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => Near($"fee {i} of the card", 0.9f - (0.1f * i), random.Next(2) == 0 ? "one" : $"other {i}"))];

    private static Candidate Near(string question, float similarity, string answer)
    {
        var candidate = TestEntries.Candidate(question, similarity, answer);
        return candidate with { Entry = candidate.Entry with { AnswerVector = new float[] { similarity, 0 } } };
    }

    private static float Extreme(Random random) => random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextSingle() };
}
