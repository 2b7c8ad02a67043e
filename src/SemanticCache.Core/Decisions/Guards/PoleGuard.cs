using SemanticCache.Core.Decisions.Guards.Reading;

namespace SemanticCache.Core.Decisions.Guards;

/// <summary>A guard that refuses when both questions use words of one line of its table and none of them means the same.</summary>
internal abstract class PoleGuard : IGuard
{
    private readonly WordTableKind _table;
    private readonly string _reason;

    protected PoleGuard(string name, WordTableKind table, string reason)
    {
        Name = name;
        _table = table;
        _reason = reason;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public abstract bool IsDefault { get; }

    /// <inheritdoc/>
    public virtual GuardRefusal? Check(GuardText question, GuardText candidate) =>
        Poles.TryFindConflict(_table, question, candidate, out var mine, out var theirs)
            ? new GuardRefusal(Name, _reason, question.Span(mine), candidate.Span(theirs))
            : null;
}
