using System.Collections.Immutable;
using SemanticCache.Core.Records;

namespace SemanticCache.Core.Reporting.Rollups;

/// <summary>What is known of each level of rollups.</summary>
internal static class RollupLevels
{
    /// <summary>The levels, finest first.</summary>
    public static readonly ImmutableArray<RollupLevel> All = [RollupLevel.Minute, RollupLevel.Hour, RollupLevel.Day];

    /// <summary>Returns how long one rollup of a level lasts.</summary>
    public static TimeSpan Length(this RollupLevel level) => level switch
    {
        RollupLevel.Minute => TimeSpan.FromMinutes(1),
        RollupLevel.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>Returns the beginning of the rollup that a time lies in.</summary>
    public static DateTimeOffset Floor(this RollupLevel level, DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % level.Length().Ticks), TimeSpan.Zero);

    /// <summary>Returns the kind of a level's records.</summary>
    public static string Kind(this RollupLevel level) => level switch
    {
        RollupLevel.Minute => RecordKinds.MinuteRollup,
        RollupLevel.Hour => RecordKinds.HourRollup,
        _ => RecordKinds.DayRollup,
    };
}
