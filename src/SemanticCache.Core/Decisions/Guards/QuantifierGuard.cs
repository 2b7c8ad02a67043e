using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when one question is about all and the other about one, or about more and less.</summary>
internal sealed class QuantifierGuard : PoleGuard
{
    public QuantifierGuard()
        : base("quantifier", WordTableKind.Quantifiers, "quantifier_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => false;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate) =>
        base.Check(question, candidate) ?? (Additions.OfTable(WordTableKind.Quantifiers, question, candidate, isAnyPole: true) is { } added
            ? new GuardRefusal(Name, "quantifier_added", added.Question, added.Candidate)
            : null);
}
