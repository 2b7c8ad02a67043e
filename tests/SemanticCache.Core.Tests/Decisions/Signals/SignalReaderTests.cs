using Microsoft.Extensions.Options;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions.Signals;
using SemanticCache.Core.Tests.Entries;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Decisions.Signals;

public sealed class SignalReaderTests
{
    private static readonly float[] Question = [1, 0];
    private static readonly AnswerIdentity Answers = new(new AnswerComparer(new FakeEmbedder(), Options.Create(new AgreementOptions())));

    [Fact]
    public void Read_CandidateWithAnotherAnswer_IsARival()
    {
        var signals = Read(Candidate("a", 0.9f, "one", [1, 0]), Candidate("b", 0.7f, "other", [0.6f, 0.8f]));

        Assert.Equal(0.2, signals[Signal.SimilarityMargin], 1e-6);
        Assert.Equal(0.4, signals[Signal.AnswerMargin], 1e-6);
        Assert.Equal(0, signals[Signal.NoRival]);
        Assert.Equal(0, signals[Signal.SupportCount]);
    }

    [Fact]
    public void Read_CandidateWithTheSameAnswer_IsSupport()
    {
        var signals = Read(Candidate("a", 0.9f, "one", [1, 0]), Candidate("b", 0.7f, "one", [1, 0]));

        Assert.Equal(1, signals[Signal.NoRival]);
        Assert.Equal(1, signals[Signal.SupportCount]);
        Assert.Equal(signals[Signal.Verifier], signals[Signal.BestSupport]);
    }

    [Fact]
    public void Read_RivalWhoseAnswerWasNotEmbedded_LeavesNoMargin() =>
        Assert.Equal(0, Read(Candidate("a", 0.9f, "one", [1, 0]), Candidate("b", 0.7f, "other", []))[Signal.AnswerMargin]);

    [Fact]
    public void Read_OwnAnswerWasNotEmbedded_SupportsNothing() =>
        Assert.Equal(0, Read(Candidate("a", 0.9f, "one", []))[Signal.AnswerSimilarity]);

    [Fact]
    public void With_OtherVerdictsOnTheSameCandidates_ReadsWhatAReaderMadeAnewReads()
    {
        VerifiedCandidate[] assumed = [Candidate("a", 0.9f, "one", [1, 0]), Candidate("b", 0.7f, "one", [1, 0]), Candidate("c", 0.6f, "other", [0.6f, 0.8f])];
        VerifiedCandidate[] verified = [assumed[0] with { Probability = 0.2f }, assumed[1] with { Probability = 0.97f }, assumed[2] with { Probability = 0.6f }];
        var reader = NewReader(assumed);
        reader.Read(rank: 1);

        var again = reader.With(verified);

        Assert.NotNull(again);
        Assert.All(Enumerable.Range(0, verified.Length), rank => Assert.Equal(NewReader(verified).Read(rank).Values.ToArray(), again.Read(rank).Values.ToArray()));
    }

    [Fact]
    public void With_CandidateThatCouldNotBeRead_IsNull()
    {
        var candidate = Candidate("a", 0.9f, "one", [1, 0]);

        Assert.Null(NewReader([candidate]).With([candidate with { Probability = null }]));
    }

    private static SignalReader NewReader(VerifiedCandidate[] candidates) => new("raise my card limit", Question, candidates, limit: 8, Answers);

    private static CandidateSignals Read(params VerifiedCandidate[] candidates) =>
        NewReader(candidates).Read(rank: 0);

    private static VerifiedCandidate Candidate(string question, float similarity, string answer, float[] answerVector)
    {
        var candidate = TestEntries.Candidate(question, similarity, answer);
        return new VerifiedCandidate(candidate with { Entry = candidate.Entry with { AnswerVector = answerVector } }, 0.9f);
    }
}
