using System.Collections.Immutable;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where both texts name things, codes or versions and none is the same: "error E42" and "error E43", "Lisbon" and "Porto".</summary>
internal sealed class NameGuard : IGuard
{
    private const int ShortestName = 2;

    /// <inheritdoc/>
    public string Name => "name";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        var mine = NamesOf(question);
        var theirs = mine.IsEmpty ? [] : NamesOf(candidate);
        return theirs.IsEmpty || mine.Any(token => candidate.Tokens.Any(other => other.Text == token.Text)) || theirs.Any(token => question.Tokens.Any(other => other.Text == token.Text))
            ? null
            : new GuardRefusal(Name, "name_differs", question.Span(mine[0]), candidate.Span(theirs[0]));
    }

    // A capital within a sentence marks a name; at its beginning it marks nothing.
    private static ImmutableArray<GuardToken> NamesOf(GuardText text) => [.. text.Tokens.Where(token =>
        token.Length >= ShortestName && !token.BeginsSentence && char.IsUpper(text.Text[token.Start]) && !token.Text.StartsWith("i'", StringComparison.Ordinal))];
}
