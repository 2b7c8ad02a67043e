using Google.Protobuf.WellKnownTypes;

namespace SemanticCache.Server.Grpc;

/// <summary>Reads times; a binary message can hold any number of seconds.</summary>
internal static class WireTime
{
    private const int NanosecondsPerSecond = 1_000_000_000;

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads a time and notes when it is none.</summary>
    public static DateTimeOffset? Read(string field, Timestamp? time, List<FieldMistake> mistakes)
    {
        if (time is null)
        {
            return null;
        }

        if (time.Seconds < First || time.Seconds > Last || time.Nanos is < 0 or >= NanosecondsPerSecond)
        {
            mistakes.Add(new FieldMistake(field, "must be a time in the years 1 to 9999"));
            return null;
        }

        return time.ToDateTimeOffset();
    }
}
