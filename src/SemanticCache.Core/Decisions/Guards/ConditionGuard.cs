using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when both questions state a condition and the conditions exclude each other, such as opened and sealed.</summary>
internal sealed class ConditionGuard : PoleGuard
{
    public ConditionGuard()
        : base("condition", WordTableKind.Conditions, "condition_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => true;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate) =>
        base.Check(question, candidate) ?? (Additions.OfTable(WordTableKind.Conditions, question, candidate, isAnyPole: true) is { } added
            ? new GuardRefusal(Name, "condition_added", added.Question, added.Candidate)
            : null);
}
