using SemanticCache.Core.Agreement;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Tests.Agreement;

public sealed class AnswerAgreementTests
{
    [Fact]
    public void Compare_OwnPairs_FindsWhatIsExpected()
    {
        var wrong = AnswerPair.All
            .Select(pair => (Pair: pair, Verdict: Compare(pair.Left, pair.Right, pair.Similarity)))
            .Where(item => !IsExpected(item.Pair.Expected, item.Verdict.Kind))
            .Select(item => $"{item.Verdict.Kind} ({item.Verdict.Reason}) instead of {item.Pair.Expected}: {item.Pair.Left} | {item.Pair.Right}")
            .ToArray();

        Assert.True(AnswerPair.All.Count >= 60);
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Compare_EqualToolCallsWrittenDifferently_Agrees()
    {
        var left = Calling("""{"city": "Rome", "days": 3}""");
        var right = Calling("""{"days":3,"city":"Rome"}""");

        Assert.Equal(new AgreementVerdict(AgreementKind.Agrees, AgreementReasons.SameText), Compare(left, right));
    }

    [Theory]
    [InlineData("""{"city":"Rome","days":4}""")]
    [InlineData("""{"city":"Rome"}""")]
    [InlineData("not json")]
    public void Compare_OtherToolCalls_Disagrees(string arguments) =>
        Assert.Equal(
            new AgreementVerdict(AgreementKind.Disagrees, AgreementReasons.ToolCalls),
            Compare(Calling("""{"city":"Rome","days":3}"""), Calling(arguments)));

    [Fact]
    public void Compare_ToolCallAndText_Disagrees() =>
        Assert.Equal(AgreementKind.Disagrees, Compare(Calling("{}"), new Answer { Text = "The weather in Rome is fine." }).Kind);

    [Fact]
    public void Compare_VeryLongAnswers_AgreesOnlyWhenEqual()
    {
        var text = string.Join(' ', Enumerable.Repeat("The service restarts by itself.", 400));

        Assert.Equal(AgreementKind.Agrees, Compare(text, text, null).Kind);
        Assert.Equal(new AgreementVerdict(AgreementKind.Unsure, AgreementReasons.TooLong), Compare(text, text + " Perhaps.", 0.9f));
    }

    private static bool IsExpected(string expected, AgreementKind kind) => expected switch
    {
        "agrees" => kind is AgreementKind.Agrees,
        "disagrees" => kind is AgreementKind.Disagrees,
        "unsure" => kind is AgreementKind.Unsure,
        "not_agrees" => kind is not AgreementKind.Agrees,
        _ => throw new ArgumentOutOfRangeException(nameof(expected), expected, "Unknown expectation."),
    };

    private static Answer Calling(string arguments) => new() { Text = "", ToolCalls = [new ToolCall("1", "forecast", arguments)] };

    private static AgreementVerdict Compare(string left, string right, float? similarity) =>
        AnswerAgreement.Compare(AnswerFacts.Of(new Answer { Text = left }), AnswerFacts.Of(new Answer { Text = right }), similarity);

    private static AgreementVerdict Compare(Answer left, Answer right) =>
        AnswerAgreement.Compare(AnswerFacts.Of(left), AnswerFacts.Of(right), 0.9f);
}
