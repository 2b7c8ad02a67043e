namespace SemanticCache.Core.Upstream.Resilience;

/// <summary>What an endpoint's failure allows.</summary>
internal static class UpstreamFailures
{
    // Whoever is told to wait longer has a caller who will not.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Tells whether the same endpoint may answer if it is asked again soon. Without a status the request may have been worked on, and paid for.
    /// </summary>
    public static bool MayPass(UpstreamException failure) =>
        failure.StatusCode is not null && failure.Failure is UpstreamFailure.Unavailable or UpstreamFailure.RateLimited && WaitOf(failure) <= LongestWait;

    /// <summary>Tells whether another endpoint may answer: the request itself was not the reason.</summary>
    public static bool IsEndpoints(UpstreamException failure) => failure.Failure is not UpstreamFailure.Rejected;

    /// <summary>Tells whether a failure counts towards leaving the endpoint alone; one that asks for patience is not broken.</summary>
    public static bool IsBreakdown(UpstreamException failure) => failure.Failure is UpstreamFailure.Unavailable or UpstreamFailure.TimedOut;

    private static TimeSpan WaitOf(UpstreamException failure) =>
        int.TryParse(failure.RetryAfter, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
