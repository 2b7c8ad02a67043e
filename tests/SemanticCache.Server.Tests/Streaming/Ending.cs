using System.Net;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>How a request must end when the provider misbehaves.</summary>
/// <param name="Status">The status over HTTP.</param>
/// <param name="Reason">The reason that is counted.</param>
/// <param name="IsWhole">Whether the answer ends as a whole one does.</param>
internal sealed record Ending(HttpStatusCode Status, string Reason, bool IsWhole = false)
{
    /// <summary>Returns how a request must end.</summary>
    public static Ending Of(Misbehaviour misbehaviour, bool stream) => misbehaviour switch
    {
        Misbehaviour.SilentFromTheStart => new(HttpStatusCode.GatewayTimeout, "upstream_timed_out"),
        Misbehaviour.Cut => new(Begun(stream, HttpStatusCode.BadGateway), "upstream_unavailable"),
        Misbehaviour.StopsEarly => new(Begun(stream, HttpStatusCode.BadGateway), stream ? "upstream_unavailable" : "upstream_invalid_answer"),
        Misbehaviour.RateLimited => new(HttpStatusCode.TooManyRequests, "upstream_rate_limited"),
        Misbehaviour.ServerError => new(HttpStatusCode.InternalServerError, "upstream_unavailable"),
        Misbehaviour.ErrorInTheStream => new(HttpStatusCode.OK, "upstream_unavailable"),
        Misbehaviour.Malformed or Misbehaviour.HugeChunk or Misbehaviour.TalksForever => new(Begun(stream, HttpStatusCode.BadGateway), "upstream_invalid_answer"),
        Misbehaviour.FallsSilent => new(Begun(stream, HttpStatusCode.GatewayTimeout), "upstream_timed_out"),
        Misbehaviour.LargeAnswer => new(HttpStatusCode.OK, "too_large", IsWhole: true),
        Misbehaviour.LengthReached or Misbehaviour.Filtered => new(HttpStatusCode.OK, "incomplete", IsWhole: true),
        _ => throw new ArgumentOutOfRangeException(nameof(misbehaviour), misbehaviour, "This is no misbehaviour."),
    };

    // What has begun has a status already: it can only end with an error in the stream.
    private static HttpStatusCode Begun(bool stream, HttpStatusCode otherwise) => stream ? HttpStatusCode.OK : otherwise;
}
