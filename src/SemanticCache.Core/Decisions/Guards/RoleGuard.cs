using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when the questions are about different people, or when asker and company do the same thing to each other.</summary>
internal sealed class RoleGuard : PoleGuard
{
    public RoleGuard()
        : base("role", WordTableKind.Roles, "role_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => true;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate) =>
        SwappedActors.Find(question, candidate) is { } swapped
            ? new GuardRefusal(Name, "actor_differs", swapped.Question, swapped.Candidate)
            : base.Check(question, candidate) ?? CheckAdded(question, candidate);

    private GuardRefusal? CheckAdded(GuardText question, GuardText candidate) =>
        Additions.OfTable(WordTableKind.Roles, question, candidate, isAnyPole: true) is { } added
            ? new GuardRefusal(Name, "role_added", added.Question, added.Candidate)
            : null;
}
