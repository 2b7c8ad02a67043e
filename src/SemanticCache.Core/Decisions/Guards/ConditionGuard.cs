using System.Collections.Frozen;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where one text sets a condition and the other does not: "can I cancel" and "can I cancel if I have already paid".</summary>
internal sealed class ConditionGuard : IGuard
{
    private static readonly FrozenSet<string> Conditions = FrozenSet.ToFrozenSet(["if", "unless", "until", "despite", "although", "already"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "condition";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        var (mine, theirs) = (Find(question), Find(candidate));
        return mine is null == theirs is null
            ? null
            : new GuardRefusal(Name, "condition_differs", mine is { } own ? question.Span(own) : "", theirs is { } other ? candidate.Span(other) : "");
    }

    private static GuardToken? Find(GuardText text)
    {
        foreach (var token in text.Tokens)
        {
            if (Conditions.Contains(token.Text))
            {
                return token;
            }
        }

        return null;
    }
}
