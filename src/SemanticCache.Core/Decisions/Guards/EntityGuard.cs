using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when the questions are about different products, platforms, places, codes, addresses or names.</summary>
internal sealed class EntityGuard : PoleGuard
{
    public EntityGuard()
        : base("entity", WordTableKind.Entities, "entity_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => true;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        var found = Codes.FindConflict(question, candidate) ?? Names.FindConflict(question, candidate);
        return found is { } conflict
            ? new GuardRefusal(Name, conflict.Reason, conflict.Question, conflict.Candidate)
            : base.Check(question, candidate);
    }
}
