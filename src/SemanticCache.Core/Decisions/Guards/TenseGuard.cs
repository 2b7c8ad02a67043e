namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where one text asks about the past and the other does not: "why was I charged" and "why am I charged".</summary>
internal sealed class TenseGuard : IGuard
{
    /// <inheritdoc/>
    public string Name => "tense";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        var (mine, theirs) = (question.Head, candidate.Head);
        return mine.Kind is { Length: > 0 } && theirs.Kind is { Length: > 0 } && mine.IsPast != theirs.IsPast
            ? new GuardRefusal(Name, "tense_differs", question.Span(mine.Token), candidate.Span(theirs.Token))
            : null;
    }
}
