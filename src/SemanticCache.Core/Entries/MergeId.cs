namespace SemanticCache.Core.Entries;

/// <summary>Identifies a merge; chosen by who merges, never used again.</summary>
/// <param name="Value">The identifier.</param>
public readonly record struct MergeId(Guid Value)
{
    /// <summary>Returns the id as a hyphenated, lower-case UUID.</summary>
    public override string ToString() => Value.ToString("D");
}
