namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses another extent: all and one, more and fewer, once and twice.</summary>
internal sealed class AmountGuard : AlternativesGuard
{
    public AmountGuard()
        : base("amount", "quantities.txt", isDefault: false)
    {
    }
}
