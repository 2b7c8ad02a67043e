namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where both texts name one of some alternatives and none of them is the same.</summary>
internal abstract class AlternativesGuard : IGuard
{
    private readonly WordGroups _groups;
    private readonly string _reason;

    /// <param name="name">The guard's name.</param>
    /// <param name="table">The table of alternatives.</param>
    /// <param name="isDefault">Whether the guard is on by default.</param>
    protected AlternativesGuard(string name, string table, bool isDefault)
    {
        Name = name;
        IsDefault = isDefault;
        _groups = WordGroups.Read(table);
        _reason = $"{name}_differs";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsDefault { get; }

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        var own = _groups.Find(question).ToLookup(found => found.Membership.Group);
        if (own.Count == 0)
        {
            return null;
        }

        foreach (var others in _groups.Find(candidate).GroupBy(found => found.Membership.Group))
        {
            var mine = own[others.Key];
            if (mine.Any() && !mine.Any(found => others.Any(other => other.Membership.Alternative == found.Membership.Alternative)))
            {
                return new GuardRefusal(Name, _reason, question.Span(mine.First().Token), candidate.Span(others.First().Token));
            }
        }

        return null;
    }
}
