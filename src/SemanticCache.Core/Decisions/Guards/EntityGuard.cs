namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses another product, plan or system: credit and debit card, Android and iPhone.</summary>
internal sealed class EntityGuard : AlternativesGuard
{
    public EntityGuard()
        : base("entity", "entities.txt", isDefault: false)
    {
    }
}
