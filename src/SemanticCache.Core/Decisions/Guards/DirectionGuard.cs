using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses opposites, such as enable and disable, and two things that changed places, as in "from A to B" and "from B to A".</summary>
internal sealed class DirectionGuard : PoleGuard
{
    public DirectionGuard()
        : base("direction", WordTableKind.Opposites, "direction_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => false;

    /// <inheritdoc/>
    public override GuardRefusal? Check(GuardText question, GuardText candidate) =>
        SwappedPlaces.Find(question, candidate) is { } swapped
            ? new GuardRefusal(Name, "order_differs", swapped.Question, swapped.Candidate)
            : base.Check(question, candidate);
}
