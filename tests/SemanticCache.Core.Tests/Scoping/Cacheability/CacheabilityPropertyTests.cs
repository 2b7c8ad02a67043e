using System.Text;
using FsCheck.Xunit;
using SemanticCache.Core.Policies;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Scoping.Cacheability;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Scoping.Cacheability;

public sealed class CacheabilityPropertyTests
{
    private static readonly string[] Pieces =
    [
        "where", "is", "my", "order", "our", "'", "\u2019s", "today", "open", "?", ".", ",", " ", "  ", "\n", "@", "a@b.co", "0", "12345", "-", "+", "#", "(", ")",
        "\ud83d\ude00", "\ud800", "\u00df", "\u0130", "\u0301", "\u4f60\u597d", "and", "it", "*", "\u00a0", "how much",
    ];

    private static readonly NamespacePolicy Policy = new() { BypassPatterns = ["order * today", "my *"] };

    private static readonly string[] All =
        [.. Sentences.Personal.Concat(Sentences.TimeSensitive).Concat(Sentences.FollowUp).Concat(Sentences.Cacheable).Select(row => row.Data)];

    [Property(MaxTest = 2000)]
    public void Check_AnyText_NeverThrows(string? text) => Check(text ?? "", Policy);

    [Property(MaxTest = 2000)]
    public void Check_AnyPieces_NeverThrows(byte[] choice) => Check(string.Concat(choice.Select(value => Pieces[value % Pieces.Length])), Policy);

    [Property(MaxTest = 1000)]
    public void Scope_OtherCaseAndWhiteSpace_DecidesTheSame(int seed)
    {
        var random = new Random(seed);
        var question = All[random.Next(All.Length)];
        var changed = new StringBuilder(" ");
        foreach (var character in question)
        {
            changed.Append(character == ' ' ? "\t  "[..random.Next(1, 4)] : random.Next(2) == 0 ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character));
        }

        var (expected, actual) = (Scoped.Request(question), Scoped.Request(changed.ToString()));

        Assert.Equal((expected.Bypass, expected.SemanticBypass), (actual.Bypass, actual.SemanticBypass));
    }

    private static BypassFinding Check(string text, NamespacePolicy policy) => CacheabilityRules.Shipped.Check(
        Conversation.Read([.. Ask.Conversation(text, "Yes.", text).Messages], policy) with { Question = text }, policy);
}
