namespace SemanticCache.Core.Decisions.Guards;

/// <summary>Refuses where one text is about another person's thing and the other is not: "my card" and "my child's card".</summary>
internal sealed class RoleGuard : IGuard
{
    private readonly WordGroups _persons = WordGroups.Read("persons.txt");

    /// <inheritdoc/>
    public string Name => "role";

    /// <inheritdoc/>
    public bool IsDefault => false;

    /// <inheritdoc/>
    public GuardRefusal? Check(GuardText question, GuardText candidate)
    {
        if (FindMissing(question, candidate) is { } mine)
        {
            return new GuardRefusal(Name, "role_differs", question.Span(mine), "");
        }

        return FindMissing(candidate, question) is { } theirs ? new GuardRefusal(Name, "role_differs", "", candidate.Span(theirs)) : null;
    }

    // Only what belongs to somebody counts: people turn up in the story around a question without changing it.
    private GuardToken? FindMissing(GuardText text, GuardText other)
    {
        foreach (var token in text.Tokens)
        {
            if (token.Text.EndsWith("'s", StringComparison.Ordinal) && _persons.GroupOf(token.Text[..^2]) is { } group
                && !other.Tokens.Any(each => _persons.GroupOf(each.Text.EndsWith("'s", StringComparison.Ordinal) ? each.Text[..^2] : each.Text) == group))
            {
                return token;
            }
        }

        return null;
    }
}
