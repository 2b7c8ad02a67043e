using Google.Protobuf.WellKnownTypes;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads the span of time that a report is of.</summary>
internal static class ReportTimes
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    /// <summary>Reads a span; without a beginning it is the 24 hours before its end.</summary>
    public static TimeRange Read(Timestamp? start, Timestamp? end, DateTimeOffset now) => Read(start, end, now, before => before - DateTimeOffset.MinValue > Usual ? before - Usual : DateTimeOffset.MinValue);

    /// <summary>Reads a span; without a beginning it goes back as far as anything is kept.</summary>
    public static TimeRange ReadAll(Timestamp? start, Timestamp? end, DateTimeOffset now) => Read(start, end, now, _ => DateTimeOffset.UnixEpoch);

    // Without an end it goes on to the end of this moment: what has just happened counts.
    private static TimeRange Read(Timestamp? start, Timestamp? end, DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset> usualStart)
    {
        var mistakes = new List<FieldMistake>();
        var before = WireTime.Read("end_time", end, mistakes) ?? now.AddTicks(1);
        var from = WireTime.Read("start_time", start, mistakes) ?? usualStart(before);
        if (mistakes.Count == 0 && from >= before)
        {
            mistakes.Add(new FieldMistake("start_time", "must be before end_time, which is now where left out"));
        }

        GrpcErrors.ThrowIfAny(mistakes);
        return new TimeRange(from, before);
    }
}
