using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Entries;
using static Qdrant.Client.Grpc.Conditions;
using Range = Qdrant.Client.Grpc.Range;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>
/// Times in payloads, to the tick. Qdrant compares ranges as doubles, which hold microseconds exactly and ticks not; so a time is stored as
/// both, microseconds and the ticks that are left.
/// </summary>
internal static class PayloadTime
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Writes a time.</summary>
    public static void Write(MapField<string, Value> payload, string name, DateTimeOffset time)
    {
        payload[Fields.Microseconds(name)] = MicrosecondsOf(time);
        payload[Fields.Ticks(name)] = TicksOf(time);
    }

    /// <summary>Reads a time back.</summary>
    public static DateTimeOffset Read(MapField<string, Value> payload, string name) => new(
        DateTimeOffset.UnixEpoch.Ticks + (payload[Fields.Microseconds(name)].IntegerValue * TicksPerMicrosecond) + payload[Fields.Ticks(name)].IntegerValue,
        TimeSpan.Zero);

    /// <summary>Returns the whole microseconds of a time since 1970.</summary>
    public static long MicrosecondsOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    /// <summary>Matches the expiries of what is not pinned.</summary>
    public static Condition Evictable() => Range(Fields.Microseconds(Fields.ExpiresAt), new Range { Lt = MicrosecondsOf(CacheEntry.Never) });

    /// <summary>Matches times before another.</summary>
    public static Condition Before(string name, DateTimeOffset time) => Limited(name, time, new Range { Lt = TicksOf(time) });

    /// <summary>Matches times that are not after another.</summary>
    public static Condition UpTo(string name, DateTimeOffset time) => Limited(name, time, new Range { Lte = TicksOf(time) });

    /// <summary>Matches times after another.</summary>
    public static Condition After(string name, DateTimeOffset time)
    {
        var filter = new Filter();
        filter.Should.Add(Range(Fields.Microseconds(name), new Range { Gt = MicrosecondsOf(time) }));
        filter.Should.Add(Filter(Within(name, time, new Range { Gt = TicksOf(time) })));
        return Filter(filter);
    }

    private static long TicksOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) - (MicrosecondsOf(time) * TicksPerMicrosecond);

    private static Condition Limited(string name, DateTimeOffset time, Range ticks)
    {
        var filter = new Filter();
        filter.Should.Add(Range(Fields.Microseconds(name), new Range { Lt = MicrosecondsOf(time) }));
        filter.Should.Add(Filter(Within(name, time, ticks)));
        return Filter(filter);
    }

    private static Filter Within(string name, DateTimeOffset time, Range ticks) => new()
    {
        Must = { Match(Fields.Microseconds(name), MicrosecondsOf(time)), Range(Fields.Ticks(name), ticks) },
    };
}
