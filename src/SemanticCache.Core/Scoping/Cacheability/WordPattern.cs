using System.Collections.Immutable;

namespace SemanticCache.Core.Scoping.Cacheability;

/// <summary>A pattern of words within one clause.</summary>
internal sealed class WordPattern
{
    // Without an end to looking ahead, a long clause that goes on repeating itself would cost the square of its length.
    private const int FarthestAhead = 40;

    private readonly ImmutableArray<PatternElement> _elements;
    private readonly bool _atStart;

    /// <summary>Makes a pattern that matches anywhere, or only where a clause begins.</summary>
    public WordPattern(ImmutableArray<PatternElement> elements, bool atStart)
    {
        _elements = elements;
        _atStart = atStart;
    }

    /// <summary>The words with which a match can begin.</summary>
    public IEnumerable<int> FirstWords
    {
        get
        {
            var leading = _elements.TakeWhile(element => element.Kind is ElementKind.OptionalWords).Count() + 1;
            return _elements.Take(leading).SelectMany(element => element.FirstWords).Distinct();
        }
    }

    /// <summary>Tells whether a match begins at this place.</summary>
    public bool MatchesAt(QuestionWords words, int place) => (!_atStart || words.StartsAt(place)) && Matches(words, place, place, 0);

    private bool Matches(QuestionWords words, int start, int place, int index)
    {
        if (index == _elements.Length)
        {
            return true;
        }

        var element = _elements[index];
        var clauseEnded = place > start && words.EndsAt(place - 1);
        return element.Kind switch
        {
            ElementKind.End => clauseEnded,
            ElementKind.NotNext => (clauseEnded || LengthsAt(words, place, element) == 0) && Matches(words, start, place, index + 1),
            ElementKind.NoneAhead => (clauseEnded || !IsAhead(words, place, element)) && Matches(words, start, place, index + 1),
            ElementKind.Gap => MatchesAfterGap(words, start, place, index),
            ElementKind.OptionalWords when Matches(words, start, place, index + 1) => true,
            _ => !clauseEnded && MatchesWords(words, start, place, index),
        };
    }

    private bool MatchesAfterGap(QuestionWords words, int start, int place, int index)
    {
        for (var gap = 0; gap <= _elements[index].LongestGap && place + gap <= words.Count; gap++)
        {
            if (Matches(words, start, place + gap, index + 1))
            {
                return true;
            }

            if (!IsInGap(words, start, place + gap))
            {
                return false;
            }
        }

        return false;
    }

    // A gap leaps over no comma: what follows one is another thought.
    private static bool IsInGap(QuestionWords words, int start, int place) =>
        place < words.Count && (place == start || !(words.EndsAt(place - 1) || words.StartsAt(place)));

    private bool MatchesWords(QuestionWords words, int start, int place, int index)
    {
        var lengths = LengthsAt(words, place, _elements[index]);
        for (var length = 1; lengths >> length != 0; length++)
        {
            if ((lengths & (1 << length)) != 0 && Matches(words, start, place + length, index + 1))
            {
                return true;
            }
        }

        return false;
    }

    // A bit for each length, in words, of what the element finds at this place.
    private static int LengthsAt(QuestionWords words, int place, PatternElement element)
    {
        var lengths = place < words.Count && element.Has(words.IdAt(place)) ? 1 << 1 : 0;
        foreach (var phrase in element.Phrases)
        {
            if (IsAt(words, place, phrase))
            {
                lengths |= 1 << phrase.Length;
            }
        }

        return lengths;
    }

    private static bool IsAt(QuestionWords words, int place, ImmutableArray<int> phrase)
    {
        if (place + phrase.Length > words.Count)
        {
            return false;
        }

        for (var i = 0; i < phrase.Length; i++)
        {
            if (words.IdAt(place + i) != phrase[i] || (i > 0 && words.EndsAt(place + i - 1)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAhead(QuestionWords words, int place, PatternElement element)
    {
        for (var ahead = place; ahead < Math.Min(words.Count, place + FarthestAhead); ahead++)
        {
            if (LengthsAt(words, ahead, element) != 0)
            {
                return true;
            }

            if (words.EndsAt(ahead))
            {
                return false;
            }
        }

        return false;
    }
}
