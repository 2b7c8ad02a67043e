namespace SemanticCache.Core.Agreement.Reading;

/// <summary>Finds what an answer calls by a name.</summary>
internal static class Names
{
    private const int LongestQuote = 6;

    /// <summary>Returns the stems of capitalised words inside sentences, of steps of menu paths, of quoted words and of codes.</summary>
    public static HashSet<string> Of(IReadOnlyList<AnswerToken> tokens)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (IsVersion(tokens, at) || (tokens[at].Kind is TokenKind.Word && tokens[at].Text != "I" && IsName(tokens, at)))
            {
                names.Add(tokens[at].Stem);
            }
            else if (tokens[at].Text is "\"")
            {
                AddQuoted(tokens, at, names);
            }
        }

        return names;
    }

    /// <summary>Returns the steps of menu paths, each as the stems on both sides of its sign.</summary>
    public static HashSet<(string From, string To)> StepsOf(IReadOnlyList<AnswerToken> tokens)
    {
        var steps = new HashSet<(string, string)>();
        for (var at = 1; at + 1 < tokens.Count; at++)
        {
            if (tokens[at].Text is ">")
            {
                steps.Add((tokens[at - 1].Stem, tokens[at + 1].Stem));
            }
        }

        return steps;
    }

    // 2.1 and 2.10 are one number and two versions; what is too long to be read as a number is a code.
    private static bool IsVersion(IReadOnlyList<AnswerToken> tokens, int at) =>
        tokens[at].Kind is TokenKind.Number
        && (tokens[at].Text.Length > NumberWords.LongestNumber || (at > 0 && tokens[at - 1].Stem is "version" or "releas" or "v"));

    private static bool IsName(IReadOnlyList<AnswerToken> tokens, int at)
    {
        var token = tokens[at];
        var isCode = token.Text.Length > 1 && (token.Text.Any(char.IsDigit) || token.Text.Skip(1).Any(char.IsUpper));
        var isStep = (at > 0 && tokens[at - 1].Text is ">") || (at + 1 < tokens.Count && tokens[at + 1].Text is ">");
        return isCode || isStep || (token.IsCapital && !token.StartsSentence);
    }

    private static void AddQuoted(IReadOnlyList<AnswerToken> tokens, int quote, HashSet<string> names)
    {
        var end = quote + 1;
        while (end < tokens.Count && end - quote <= LongestQuote && tokens[end].Text is not "\"")
        {
            end++;
        }

        if (end < tokens.Count && tokens[end].Text is "\"")
        {
            names.UnionWith(tokens.Skip(quote + 1).Take(end - quote - 1)
                .Where(token => token.Kind is TokenKind.Word && !WordLists.Empty.Contains(token.Stem))
                .Select(token => token.Stem));
        }
    }
}
