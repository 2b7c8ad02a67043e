using SemanticCache.Core.Agreement.Reading;

namespace SemanticCache.Core.Agreement;

/// <summary>What two answers share and where they differ, in numbers; the same whichever comes first.</summary>
internal readonly record struct AgreementEvidence
{
    /// <summary>The fewer of the numbers that one answer has and the other lacks.</summary>
    public required int NumbersMissingInBoth { get; init; }

    /// <summary>The more of the numbers that one answer has and the other lacks; at least 1 where each has some number more often.</summary>
    public required int NumbersMissing { get; init; }

    /// <summary>Pairs of equal numbers that belong to each other's things.</summary>
    public required int NumbersSwapped { get; init; }

    /// <summary>The fewer of the names that one answer has and the other does not mention.</summary>
    public required int NamesMissingInBoth { get; init; }

    /// <summary>The more of the names that one answer has and the other does not mention.</summary>
    public required int NamesMissing { get; init; }

    /// <summary>Links, addresses and telephone numbers that only one answer has.</summary>
    public required int LinksMissing { get; init; }

    /// <summary>The fewer of the steps of menu paths that one answer has and the other lacks.</summary>
    public required int StepsMissingInBoth { get; init; }

    /// <summary>How many negating words one answer has more.</summary>
    public required int Negators { get; init; }

    /// <summary>The share of content that two sentences have in common which differ in one or two words; 0 without such a pair.</summary>
    public required float Replaced { get; init; }

    /// <summary>Words that one answer only negates and the other only states.</summary>
    public required int Negations { get; init; }

    /// <summary>Groups of words that exclude each other, of which each answer has one that the other lacks.</summary>
    public required int Opposites { get; init; }

    /// <summary>How many restricting words one answer has more.</summary>
    public required int Restrictions { get; init; }

    /// <summary>The share of the shorter answer's content that the longer has too, in [0, 1].</summary>
    public required float SharedOfShorter { get; init; }

    /// <summary>The share of the longer answer's content that the shorter has too, in [0, 1].</summary>
    public required float SharedOfLonger { get; init; }

    /// <summary>Compares two answers' facts.</summary>
    public static AgreementEvidence Of(AnswerFacts left, AnswerFacts right)
    {
        var (numbersLeft, numbersRight) = (Quantities.Missing(left, right), Quantities.Missing(right, left));
        var (namesLeft, namesRight) = (Missing(left.Names, right.Words), Missing(right.Names, left.Words));
        float shared = left.Content.Count - Missing(left.Content, right.Content);
        return new AgreementEvidence
        {
            NumbersMissingInBoth = Math.Min(numbersLeft, numbersRight),
            NumbersMissing = Math.Max(Math.Max(numbersLeft, numbersRight), Quantities.HaveDifferentCounts(left, right) ? 1 : 0),
            NumbersSwapped = Quantities.Swapped(left, right),
            NamesMissingInBoth = Math.Min(namesLeft, namesRight),
            NamesMissing = Math.Max(namesLeft, namesRight),
            LinksMissing = Missing(left.Links, right.Links) + Missing(right.Links, left.Links),
            StepsMissingInBoth = Math.Min(Missing(left.Steps, right.Steps), Missing(right.Steps, left.Steps)),
            Negators = Math.Abs(left.Negators - right.Negators),
            Replaced = Replacements.Of(left, right),
            Negations = NegationConflicts(left, right) + NegationConflicts(right, left),
            Opposites = OppositesOf(left.Words, right.Words),
            Restrictions = Math.Abs(left.Restrictions - right.Restrictions),
            SharedOfShorter = shared / Math.Max(1, Math.Min(left.Content.Count, right.Content.Count)),
            SharedOfLonger = shared / Math.Max(1, Math.Max(left.Content.Count, right.Content.Count)),
        };
    }

    private static int Missing<T>(IReadOnlySet<T> words, IReadOnlySet<T> others)
    {
        var missing = 0;
        foreach (var word in words)
        {
            missing += others.Contains(word) ? 0 : 1;
        }

        return missing;
    }

    private static int NegationConflicts(AnswerFacts left, AnswerFacts right)
    {
        var conflicts = 0;
        foreach (var word in left.Negated)
        {
            conflicts += !left.Stated.Contains(word) && right.Stated.Contains(word) && !right.Negated.Contains(word) ? 1 : 0;
        }

        return conflicts;
    }

    private static int OppositesOf(IReadOnlySet<string> left, IReadOnlySet<string> right)
    {
        var count = 0;
        foreach (var group in WordLists.Exclusive)
        {
            var (onlyLeft, onlyRight) = (false, false);
            foreach (var word in group)
            {
                var (isLeft, isRight) = (left.Contains(word), right.Contains(word));
                onlyLeft |= isLeft && !isRight;
                onlyRight |= isRight && !isLeft;
            }

            count += onlyLeft && onlyRight ? 1 : 0;
        }

        return count;
    }
}
