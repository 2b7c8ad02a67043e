namespace SemanticCache.Core.Reporting;

/// <summary>The reasons of requests that end as errors.</summary>
internal static class FailureReasons
{
    /// <summary>The request failed before its answer began.</summary>
    public const string RequestFailed = "request_failed";

    /// <summary>The upstream failed.</summary>
    public const string UpstreamFailed = "upstream_failed";

    /// <summary>The caller cancelled, or its deadline passed.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The caller stopped reading.</summary>
    public const string Abandoned = "abandoned";
}
