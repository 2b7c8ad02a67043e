namespace SemanticCache.Core.Upstream;

/// <summary>An upstream that did not answer.</summary>
public sealed class UpstreamException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="failure">How the upstream failed.</param>
    /// <param name="message">What happened, in words for the caller; never the prompt or the answer.</param>
    /// <param name="statusCode">The upstream's HTTP status, or null when none came.</param>
    /// <param name="innerException">The cause.</param>
    public UpstreamException(UpstreamFailure failure, string message, int? statusCode = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        StatusCode = statusCode;
    }

    /// <summary>How the upstream failed.</summary>
    public UpstreamFailure Failure { get; }

    /// <summary>The body of the upstream's refusal, cut to 16 Ki characters; null when none came.</summary>
    public string? Body { get; init; }

    /// <summary>When the upstream may be asked again, in its own words; null when it did not say.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The upstream's HTTP status, or null when none came.</summary>
    public int? StatusCode { get; }
}
