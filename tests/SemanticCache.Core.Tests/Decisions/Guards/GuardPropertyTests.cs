using FsCheck.Xunit;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;

namespace SemanticCache.Core.Tests.Decisions.Guards;

public sealed class GuardPropertyTests
{
    private static readonly IReadOnlyList<IGuard> Guards = GuardRegistry.CreateAll();

    private static readonly string[] Words =
    [
        "how", "do", "i", "you", "me", "not", "never", "without", "enable", "disable", "5", "10", "GB", "kg", "two", "second", "Monday", "3pm", "15:00",
        "from", "to", "Premium", "A4", "A5", "don't", "if", "all", "my", "wife's", "€20", "2-3", "1,000", "a.m.", "?", ".", "\"", "->", "iPhone", "Android",
    ];

    [Property]
    public bool Check_AnyText_DoesNotRefuseItself(string? text) => Refusals(text ?? "", text ?? "").All(refusal => refusal is null);

    [Property]
    public bool Check_AnyTexts_DoNotThrowAndAgreeBothWays(string? question, string? candidate) =>
        Refusals(question ?? "", candidate ?? "").Select(refusal => refusal?.Reason).SequenceEqual(
            Refusals(candidate ?? "", question ?? "").Select(refusal => refusal?.Reason));

    [Property]
    public bool Check_TextOfTableWords_DoesNotRefuseItself(byte[] choices) => Refusals(Sentence(choices), Sentence(choices)).All(refusal => refusal is null);

    [Property(MaxTest = 1000)]
    public bool Check_TextsOfTableWords_RefuseBothWaysOrNot(byte[] question, byte[] candidate) =>
        Refusals(Sentence(question), Sentence(candidate)).Select(refusal => refusal is null).SequenceEqual(
            Refusals(Sentence(candidate), Sentence(question)).Select(refusal => refusal is null));

    [Property]
    public bool Check_WhiteSpaceAdded_SaysTheSame(byte[] question, byte[] candidate) =>
        Refusals(Sentence(question), Sentence(candidate)).Select(refusal => refusal?.Reason).SequenceEqual(
            Refusals("  " + Sentence(question) + " ", Sentence(candidate).Replace(" ", " \t ", StringComparison.Ordinal)).Select(refusal => refusal?.Reason));

    [Fact]
    public void Check_HalvesOfCharactersAndLongTexts_DoNotThrow()
    {
        string[] texts = ["\ud83d", "\udc4d 5 GB", "e\u0301 ’s 5\u00a0GB", "\0\u200b", "İstanbul İ İ 5 kg", new string('a', 100_000), string.Concat(Enumerable.Repeat("5 GB not ", 5000))];

        foreach (var question in texts)
        {
            Assert.All(texts, candidate => Refusals(question, candidate));
        }
    }

    private static string Sentence(byte[] choices) => string.Join(' ', choices.Select(choice => Words[choice % Words.Length]));

    private static List<GuardRefusal?> Refusals(string question, string candidate)
    {
        var asked = new GuardText(question);
        var stored = new GuardText(candidate);
        return [.. Guards.Select(guard => guard.Check(asked, stored))];
    }
}
