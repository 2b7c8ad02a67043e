using System.Collections.Immutable;

namespace SemanticCache.Evaluation.Intents;

/// <summary>A wording and what it may be meant for.</summary>
/// <param name="Line">The line of the file where it first stands.</param>
/// <param name="Domain">The domain; empty where the file knows none.</param>
/// <param name="Text">The wording, in canonical text.</param>
/// <param name="Intents">All intents that the file gives it within the domain, at least one.</param>
internal sealed record IntentUtterance(int Line, string Domain, string Text, ImmutableArray<string> Intents)
{
    /// <summary>Tells whether no intent of one is an intent of the other, so that the answer of one is certainly wrong for the other.</summary>
    public bool IsMeantOtherwise(IntentUtterance other) => !Intents.Any(intent => other.Intents.Contains(intent));
}
