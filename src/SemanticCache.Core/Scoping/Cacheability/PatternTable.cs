namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>Patterns, found by the words with which they begin.</summary>
internal sealed class PatternTable
{
    private readonly WordPattern[][] _byFirstWord;

    public PatternTable(IReadOnlyCollection<WordPattern> patterns)
    {
        var pairs = patterns.SelectMany(pattern => pattern.FirstWords.Select(word => (word, pattern))).ToLookup(pair => pair.word, pair => pair.pattern);
        _byFirstWord = [.. Enumerable.Range(0, pairs.Max(group => group.Key) + 1).Select(word => pairs[word].ToArray())];
    }

    /// <summary>Tells whether one of the patterns is somewhere among the words.</summary>
    public bool Matches(QuestionWords words)
    {
        for (var place = 0; place < words.Count; place++)
        {
            if (MatchesAt(words, place))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether one of the patterns begins at this place.</summary>
    public bool MatchesAt(QuestionWords words, int place)
    {
        var first = words.IdAt(place);
        if (first >= _byFirstWord.Length)
        {
            return false;
        }

        foreach (var pattern in _byFirstWord[first])
        {
            if (pattern.MatchesAt(words, place))
            {
                return true;
            }
        }

        return false;
    }
}
