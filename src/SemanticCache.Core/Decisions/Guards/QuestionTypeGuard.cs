using System.Collections.Frozen;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where both texts ask for something of another kind: how much and how long, when and where.</summary>
internal sealed class QuestionTypeGuard : IGuard
{
    // "What" and "which" stand for all the others, so they differ from none.
    private static readonly FrozenSet<string> Exclusive =
        FrozenSet.ToFrozenSet(["how much", "how long", "how often", "how far", "how big", "how old", "how fast", "why", "when", "where", "who", "how"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "question_type";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        var (mine, theirs) = (question.Head, candidate.Head);
        return mine.Kind is not null && theirs.Kind is not null && mine.Kind != theirs.Kind
            && Exclusive.Contains(mine.Kind) && Exclusive.Contains(theirs.Kind) && !AreAkin(mine.Kind, theirs.Kind)
            ? new GuardRefusal(Name, "question_type_differs", question.Span(mine.Token), candidate.Span(theirs.Token))
            : null;
    }

    // "Where do I change it" asks what "how do I change it" asks, and "when does it arrive" what "how long does it take" does.
    private static bool AreAkin(string mine, string theirs) =>
        (mine, theirs) is ("how", "where") or ("where", "how") or ("when", "how long") or ("how long", "when");
}
