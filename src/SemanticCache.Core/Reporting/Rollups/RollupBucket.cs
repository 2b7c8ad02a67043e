namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>A rollup of this instance that may still grow. Not for several threads at once.</summary>
internal sealed class RollupBucket
{
    public RollupBucket(RollupLevel level, DateTimeOffset start, string id)
    {
        Level = level;
        Start = start;
        Id = id;
    }

    /// <summary>Its level.</summary>
    public RollupLevel Level { get; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The identifier of its record, which no other bucket ever has: what is written of one never replaces another.</summary>
    public string Id { get; }

    /// <summary>The figures.</summary>
    public Rollup Figures { get; } = new();

    /// <summary>How many times something was added.</summary>
    public int Changes { get; private set; }

    /// <summary>How many of these changes are written.</summary>
    public int WrittenChanges { get; set; }

    /// <summary>Whether the store has all of it.</summary>
    public bool IsWritten => WrittenChanges == Changes;

    /// <summary>Adds figures.</summary>
    public void Add(Rollup figures)
    {
        Figures.Add(figures);
        Changes++;
    }
}
