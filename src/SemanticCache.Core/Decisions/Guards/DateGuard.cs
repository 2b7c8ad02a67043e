using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when both questions name a weekday, month, day, year or time of day, and none agrees.</summary>
internal sealed class DateGuard : PoleGuard
{
    private const int FewestShared = 1;
    private const double ShareNeeded = 0.6;

    public DateGuard()
        : base("date", WordTableKind.Calendar, "date_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => false;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        foreach (var mine in question.Moments)
        {
            foreach (var theirs in candidate.Moments)
            {
                if (mine.Kind == theirs.Kind && !Agrees(mine, candidate) && !Agrees(theirs, question)
                    && Overlap.IsLarge(question, candidate, FewestShared, ShareNeeded))
                {
                    return new GuardRefusal(Name, "date_differs", question.Span(mine.First, mine.Last), candidate.Span(theirs.First, theirs.Last));
                }
            }
        }

        return base.Check(question, candidate) ?? (Additions.OfTable(WordTableKind.Calendar, question, candidate, isAnyPole: true) is { } added
            ? new GuardRefusal(Name, "date_added", added.Question, added.Candidate)
            : null);
    }

    private static bool Agrees(Moment mine, GuardText other)
    {
        foreach (var theirs in other.Moments)
        {
            if (mine.IsSame(theirs))
            {
                return true;
            }
        }

        return false;
    }
}
