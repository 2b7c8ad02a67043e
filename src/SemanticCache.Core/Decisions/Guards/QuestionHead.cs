using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>What a text asks: the kind of its last question and whether that asks about the past.</summary>
/// <param name="Kind">The kind, such as <c>how much</c> or <c>where</c>; empty where none is recognised.</param>
/// <param name="IsPast">Whether the verb form after it is of the past.</param>
/// <param name="Token">Where it stands.</param>
internal readonly record struct QuestionHead(string Kind, bool IsPast, GuardToken Token)
{
    private static readonly FrozenSet<string> QuestionWords = FrozenSet.ToFrozenSet(["how", "why", "when", "where", "who", "which", "what"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Measures = FrozenSet.ToFrozenSet(["much", "many", "long", "often", "far", "big", "old", "fast", "soon"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Past = FrozenSet.ToFrozenSet(["did", "was", "were", "didn't", "wasn't", "weren't", "had", "hadn't"], StringComparer.Ordinal);

    /// <summary>Finds the last question of a text.</summary>
    public static QuestionHead Of(ImmutableArray<GuardToken> tokens)
    {
        for (var at = tokens.Length - 1; at >= 0; at--)
        {
            if (QuestionWords.Contains(tokens[at].Text))
            {
                return At(tokens, at);
            }
        }

        return default;
    }

    private static QuestionHead At(ImmutableArray<GuardToken> tokens, int at)
    {
        var word = tokens[at].Text;
        var after = at + 1 < tokens.Length ? tokens[at + 1].Text : "";
        if (word == "how" && Measures.Contains(after))
        {
            var then = at + 2 < tokens.Length ? tokens[at + 2].Text : "";
            return new QuestionHead($"how {after}", Past.Contains(then), tokens[at]);
        }

        return new QuestionHead(word, Past.Contains(after), tokens[at]);
    }
}
