using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>A point's id in the order in which Qdrant scrolls: numbers first, then UUIDs by their bytes.</summary>
internal readonly record struct PointKey : IComparable<PointKey>
{
    private readonly ulong _number;
    private readonly string? _uuid;

    private PointKey(ulong number, string? uuid)
    {
        _number = number;
        _uuid = uuid;
    }

    /// <summary>Reads an id as it came; a bad one is INVALID_ARGUMENT.</summary>
    public static PointKey Parse(PointId? id) => id?.PointIdOptionsCase switch
    {
        PointId.PointIdOptionsOneofCase.Num => new PointKey(id.Num, null),
        PointId.PointIdOptionsOneofCase.Uuid => new PointKey(0, ParseUuid(id.Uuid)),
        _ => throw QdrantError.InvalidArgument("No ID options provided"),
    };

    /// <inheritdoc/>
    public int CompareTo(PointKey other) =>
        (_uuid, other._uuid) switch
        {
            (null, null) => _number.CompareTo(other._number),
            (null, _) => -1,
            (_, null) => 1,
            _ => string.CompareOrdinal(_uuid, other._uuid),
        };

    /// <summary>The id as it goes out.</summary>
    public PointId ToPointId() => _uuid is null ? new PointId { Num = _number } : new PointId { Uuid = _uuid };

    /// <inheritdoc/>
    public override string ToString() => _uuid ?? _number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string ParseUuid(string text) =>
        Guid.TryParseExact(text, "D", out var uuid) || Guid.TryParseExact(text, "N", out uuid) || Guid.TryParseExact(text, "B", out uuid)
            ? uuid.ToString("D")
            : throw QdrantError.InvalidArgument($"Unable to parse UUID: {text}");
}
