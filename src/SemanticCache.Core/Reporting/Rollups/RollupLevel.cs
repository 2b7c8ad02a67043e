namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>The span of time that one rollup covers, in UTC.</summary>
internal enum RollupLevel
{
    /// <summary>One minute.</summary>
    Minute,

    /// <summary>One hour.</summary>
    Hour,

    /// <summary>One day.</summary>
    Day,
}
