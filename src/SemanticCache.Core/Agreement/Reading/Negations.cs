namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Tells which content an answer negates.</summary>
internal static class Negations
{
    private const int Reach = 2;

    /// <summary>Returns the content that is negated and the content that is stated plainly; a word can be in both.</summary>
    public static (HashSet<string> Negated, HashSet<string> Stated) Of(IReadOnlyList<AnswerToken> tokens)
    {
        var isNegated = new bool[tokens.Count];
        for (var at = 0; at < tokens.Count; at++)
        {
            if (IsNegator(tokens, at))
            {
                Mark(tokens, at, isNegated);
            }
        }

        var negated = new HashSet<string>(StringComparer.Ordinal);
        var stated = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Kind is TokenKind.Word && !WordLists.Empty.Contains(tokens[at].Stem))
            {
                _ = isNegated[at] ? negated.Add(tokens[at].Stem) : stated.Add(tokens[at].Stem);
            }
        }

        return (negated, stated);
    }

    /// <summary>Whether the word at a place negates what follows it.</summary>
    public static bool IsNegator(IReadOnlyList<AnswerToken> tokens, int at)
    {
        if (tokens[at].Kind is not TokenKind.Word || !WordLists.Negators.Contains(tokens[at].Text.ToLowerInvariant()))
        {
            return false;
        }

        var isBeforeIdiom = at + 1 < tokens.Count && WordLists.NotNegatedBefore.Contains(tokens[at + 1].Stem);
        var isPolarity = tokens[at] is { StartsSentence: true, Stem: "no" } && (at + 1 == tokens.Count || tokens[at + 1].Clause != tokens[at].Clause);
        return !isBeforeIdiom && !isPolarity;
    }

    private static void Mark(IReadOnlyList<AnswerToken> tokens, int negator, bool[] isNegated)
    {
        var marked = 0;
        for (var at = negator + 1; at < tokens.Count && marked < Reach; at++)
        {
            var token = tokens[at];
            if (token.Clause != tokens[negator].Clause || token.Sentence != tokens[negator].Sentence || WordLists.ScopeEnds.Contains(token.Text.ToLowerInvariant()))
            {
                return;
            }

            if (token.Kind is TokenKind.Word && !WordLists.Empty.Contains(token.Stem))
            {
                isNegated[at] = true;
                marked++;
            }
        }
    }
}
