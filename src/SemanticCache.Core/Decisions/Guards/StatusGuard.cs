using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when one question is about what happened and the other about what is to come.</summary>
internal sealed class StatusGuard : PoleGuard
{
    public StatusGuard()
        : base("status", WordTableKind.Status, "status_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => true;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate) =>
        base.Check(question, candidate) ?? (Additions.OfTable(WordTableKind.Status, question, candidate, isAnyPole: false) is { } added
            ? new GuardRefusal(Name, "status_added", added.Question, added.Candidate)
            : null);
}
