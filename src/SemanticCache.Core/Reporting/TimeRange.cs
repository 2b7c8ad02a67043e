namespace SemanticCache.Core.Reporting;

/// <summary>A span of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Before">Its end, which lies outside.</param>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset Before)
{
    /// <summary>Tells whether a time lies in it.</summary>
    public bool Contains(DateTimeOffset time) => time >= From && time < Before;
}
