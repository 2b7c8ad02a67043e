using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses when both questions name an action and the actions exclude each other, such as cancel and pause.</summary>
internal sealed class ActionGuard : PoleGuard
{
    public ActionGuard()
        : base("action", WordTableKind.Actions, "action_differs")
    {
    }

    /// <inheritdoc/>
    public override bool IsDefault => false;
}
