using System.Collections.Concurrent;
using System.Diagnostics;
using SemanticCache.Core.Reporting;

namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>The spans of the cache that have ended in this process; a test looks at those of its own trace.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanLog()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Completes with the spans of a trace when so many of its requests have ended, and their upstreams' with them.</summary>
    public async Task<IReadOnlyList<Activity>> OfAsync(Activity caller, int requests = 1, int chats = 0)
    {
        await TestUtils.Eventually.HoldsAsync(
            () => Of(caller).Count(IsRequest) == requests && Of(caller).Count(IsChat) == chats, TestContext.Current.CancellationToken);
        return [.. Of(caller)];
    }

    public static bool IsRequest(Activity span) => span.OperationName == "cache request";

    public static bool IsChat(Activity span) => span.Kind is ActivityKind.Client;

    public void Dispose() => _listener.Dispose();

    /// <summary>Returns those of a trace that have ended so far.</summary>
    public IEnumerable<Activity> Of(Activity caller) => _ended.Where(span => span.TraceId == caller.TraceId);
}
