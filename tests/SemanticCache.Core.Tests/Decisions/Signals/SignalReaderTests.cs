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

    private static CandidateSignals Read(params VerifiedCandidate[] candidates) =>
        new SignalReader("raise my card limit", Question, candidates, limit: 8, Answers).Read(rank: 0);

    private static VerifiedCandidate Candidate(string question, float similarity, string answer, float[] answerVector)
    {
        var candidate = TestEntries.Candidate(question, similarity, answer);
        return new VerifiedCandidate(candidate with { Entry = candidate.Entry with { AnswerVector = answerVector } }, 0.9f);
    }
}
