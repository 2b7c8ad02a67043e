using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Qdrant.Client.Grpc;
using Value = Qdrant.Client.Grpc.Value;

namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>Ranges of points in time over strings in RFC 3339.</summary>
internal static class DatetimeEvaluator
{
    /// <summary>Compiles a range; strings that are no time are outside every range.</summary>
    public static Predicate<Value> Compile(DatetimeRange range)
    {
        var (lt, gt, lte, gte) = (Read(range.Lt), Read(range.Gt), Read(range.Lte), Read(range.Gte));
        return value =>
            value.KindCase == Value.KindOneofCase.StringValue
            && DateTimeOffset.TryParse(value.StringValue, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && (lt is null || time < lt)
            && (gt is null || time > gt)
            && (lte is null || time <= lte)
            && (gte is null || time >= gte);
    }

    private static DateTimeOffset? Read(Timestamp? bound) => bound?.ToDateTimeOffset();
}
