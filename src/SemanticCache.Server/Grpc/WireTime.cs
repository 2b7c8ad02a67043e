using Google.Protobuf.WellKnownTypes;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads times; a binary message can hold any number of seconds.</summary>
internal static class WireTime
{
    private const long LongestSeconds = 36_500L * 24 * 60 * 60;

    /// <summary>What a time must be, for a refusal.</summary>
    public const string Rule = "must be a time in the years 1 to 9999";

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads a length of time; null where it is negative, more than 100 years or written in a way that protobuf does not allow.</summary>
    public static TimeSpan? Read(Duration duration) =>
        duration is { Seconds: >= 0 and <= LongestSeconds, Nanos: >= 0 and < Duration.NanosecondsPerSecond } ? duration.ToTimeSpan() : null;

    /// <summary>Whether a time can be read: a binary message can also hold one outside of the calendar.</summary>
    public static bool IsTime(Timestamp time) =>
        time.Seconds >= First && time.Seconds <= Last && time.Nanos is >= 0 and < Duration.NanosecondsPerSecond;

    /// <summary>Reads a time and notes when it is none.</summary>
    public static DateTimeOffset? Read(string field, Timestamp? time, List<FieldMistake> mistakes)
    {
        if (time is null)
        {
            return null;
        }

        if (!IsTime(time))
        {
            mistakes.Add(new FieldMistake(field, Rule));
            return null;
        }

        return time.ToDateTimeOffset();
    }
}
