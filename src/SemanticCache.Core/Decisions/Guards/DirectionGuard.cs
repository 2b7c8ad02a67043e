namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses opposite directions: enable and disable, increase and decrease, before and after.</summary>
internal sealed class DirectionGuard : AlternativesGuard
{
    public DirectionGuard()
        : base("direction", "directions.txt", isDefault: false)
    {
    }
}
