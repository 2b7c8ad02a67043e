using SemanticCache.Core.Upstream;

namespace SemanticCache.Core.Reporting;

/// <summary>The reasons of requests that end as errors.</summary>
internal static class FailureReasons
{
    /// <summary>The request failed before its answer began.</summary>
    public const string RequestFailed = "request_failed";

    /// <summary>The caller cancelled, or its deadline passed.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The caller stopped reading.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>Returns the reason that an upstream's failure stands for, such as <c>upstream_timed_out</c>.</summary>
    public static string Of(Exception failure) =>
        failure is UpstreamException upstream ? "upstream_" + WireName.Of(upstream.Failure) : "upstream_failed";
}
