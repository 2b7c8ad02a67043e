using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Core.Tests.Decisions.Guards;

public sealed class GuardCaseTests
{
    private static readonly IReadOnlyDictionary<string, IGuard> Guards = GuardRegistry.CreateAll().ToDictionary(guard => guard.Name);

    public static TheoryData<string, bool, string, string> Cases() => DataOf(_ => true);

    public static TheoryData<string, bool, string, string> CasesWithoutNames() => DataOf(guard => guard != "entity");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_PairOfTheFile_RefusesOrPassesBothWays(string guard, bool isRefused, string question, string candidate)
    {
        var refusal = Check(guard, question, candidate);
        var reverse = Check(guard, candidate, question);

        Assert.Equal(isRefused, refusal is not null);
        Assert.Equal(isRefused, reverse is not null);
        Assert.Equal(refusal?.Reason, reverse?.Reason);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_PairOfTheFile_SpansAreWordsOfTheTexts(string guard, bool isRefused, string question, string candidate)
    {
        var refusal = Check(guard, question, candidate);

        Assert.Equal(isRefused ? guard : null, refusal?.Guard);
        Assert.Contains(refusal?.QuestionSpan ?? "", question, StringComparison.Ordinal);
        Assert.Contains(refusal?.CandidateSpan ?? "", candidate, StringComparison.Ordinal);
        Assert.Equal(isRefused, !string.IsNullOrEmpty(refusal?.QuestionSpan + refusal?.CandidateSpan));
    }

    // Names are recognised by their capitals, so the guard of entities is left out.
    [Theory]
    [MemberData(nameof(CasesWithoutNames))]
    public void Check_OtherCaseAndWhiteSpace_SaysTheSame(string guard, bool isRefused, string question, string candidate) =>
        Assert.Equal(isRefused, Check(guard, question.ToUpperInvariant(), candidate.Replace(" ", "  ", StringComparison.Ordinal)) is not null);

    private static TheoryData<string, bool, string, string> DataOf(Predicate<string> isWanted)
    {
        var data = new TheoryData<string, bool, string, string>();
        foreach (var pair in Guards.Keys.Where(guard => isWanted(guard)).SelectMany(GuardCases.Of))
        {
            data.Add(pair.Guard, pair.IsRefused, pair.Question, pair.Candidate);
        }

        return data;
    }

    private static GuardRefusal? Check(string guard, string question, string candidate) =>
        Guards[guard].Check(new GuardText(question), new GuardText(candidate));
}
