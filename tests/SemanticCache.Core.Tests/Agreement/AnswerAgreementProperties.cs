using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Entries;

namespace SemanticCache.Core.Tests.Agreement;

public sealed class AnswerAgreementProperties
{
    private static readonly string[] Texts = [.. AnswerPair.All.SelectMany(pair => new[] { pair.Left, pair.Right }).Distinct()];

    [Property(MaxTest = 500)]
    public void Compare_AnyText_AgreesWithItself(string? text)
    {
        var facts = Facts(text ?? "");

        Assert.Equal(AgreementKind.Agrees, AnswerAgreement.Compare(facts, Facts(text ?? ""), null).Kind);
    }

    [Property(MaxTest = 500)]
    public void Compare_AnyTexts_IsSymmetricAndNeverThrows(string? left, string? right, float similarity)
    {
        var (one, other) = (Facts(left ?? ""), Facts(right ?? ""));

        Assert.Equal(AnswerAgreement.Compare(one, other, similarity), AnswerAgreement.Compare(other, one, similarity));
    }

    [Property(MaxTest = 500)]
    public void Compare_TextsOfTheData_IsSymmetric(int left, int right, float similarity)
    {
        var (one, other) = (Facts(Pick(left)), Facts(Pick(right)));

        Assert.Equal(AnswerAgreement.Compare(one, other, similarity), AnswerAgreement.Compare(other, one, similarity));
    }

    [Property(MaxTest = 500)]
    public void Compare_AnyUtf16_NeverThrows(char[] signs)
    {
        var facts = Facts(new string(signs));

        Assert.NotEqual(AgreementKind.Disagrees, AnswerAgreement.Compare(facts, facts, 1).Kind);
    }

    [Property(MaxTest = 500)]
    public Property Compare_ChangedNumber_NeverAgrees(int text, int start, PositiveInt other)
    {
        var original = Pick(text);
        var digits = Enumerable.Range(0, original.Length).Where(at => char.IsAsciiDigit(original[at])).ToArray();
        if (digits.Length == 0)
        {
            return true.When(false);
        }

        var at = digits[(int)((uint)start % (uint)digits.Length)];
        var digit = ((original[at] - '0' + 1 + (other.Get % 9)) % 10).ToString(CultureInfo.InvariantCulture);
        var changed = string.Concat(original.AsSpan(0, at), digit, original.AsSpan(at + 1));
        var verdict = AnswerAgreement.Compare(Facts(original), Facts(changed), 0.9f);
        return (verdict.Kind is not AgreementKind.Agrees).Label($"{verdict}: {original} | {changed}").When(!IsListMark(original, at));
    }

    [Property(MaxTest = 300)]
    public void Compare_GreetingClosingAndMarkdown_NeverMatter(int text, byte shape)
    {
        var original = Pick(text);
        if (original.AsSpan().ContainsAny('*', '`', '\n') || Facts(original).IsTooShort)
        {
            return;
        }

        Assert.Equal(AgreementKind.Agrees, AnswerAgreement.Compare(Facts(original), Facts(Dress(original, shape)), null).Kind);
    }

    private static string Dress(string text, byte shape)
    {
        var greeting = (shape & 3) switch { 0 => "", 1 => "Hello! ", 2 => "Hi there,\n\n", _ => "Thanks for your question! " };
        var closing = ((shape >> 2) & 3) switch { 0 => "", 1 => "\nKind regards", 2 => "Let me know if you have any other questions.", _ => "Happy to help!" };
        var body = ((shape >> 4) & 3) switch { 0 => text, 1 => "- " + text, 2 => "## " + text, _ => "**" + text + "**" };
        return greeting + (body == text ? "" : "\n") + body + (text.EndsWith('.') ? " " : "\n") + closing;
    }

    // The number of a step ("1. Open …") is a mark of the list.
    private static bool IsListMark(string text, int at) => (at == 0 || text[at - 1] == '\n') && text.AsSpan(at + 1) is ['.', ' ', ..];

    private static string Pick(int index) => Texts[(int)((uint)index % (uint)Texts.Length)];

    private static AnswerFacts Facts(string text) => AnswerFacts.Of(new Answer { Text = text });
}
