namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses another action on the same thing: cancel and pause, return and exchange.</summary>
internal sealed class ActionGuard : AlternativesGuard
{
    public ActionGuard()
        : base("action", "actions.txt", isDefault: false)
    {
    }
}
