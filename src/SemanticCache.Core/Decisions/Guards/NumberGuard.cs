namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where both texts give numbers of the same thing and none is the same: 5 GB and 10 GB, but not 60 minutes and 1 hour.</summary>
internal sealed class NumberGuard : IGuard
{
    /// <inheritdoc/>
    public string Name => "number";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        foreach (var mine in question.Quantities)
        {
            if (mine.Amount is null)
            {
                continue;
            }

            var theirs = candidate.Quantities.FirstOrDefault(other => other.Amount is not null && other.Dimension == mine.Dimension);
            if (theirs.Amount is not null && !HaveCommon(question, candidate, mine.Dimension))
            {
                return new GuardRefusal(Name, "number_differs", question.Span(mine.Token), candidate.Span(theirs.Token));
            }
        }

        return null;
    }

    private static bool HaveCommon(GuardText question, GuardText candidate, string dimension) =>
        question.Quantities.Any(mine => mine.Dimension == dimension && mine.Amount is not null
            && candidate.Quantities.Any(other => other.Dimension == dimension && other.Amount == mine.Amount));
}
