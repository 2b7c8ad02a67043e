using System.Diagnostics;

namespace SemanticCache.Core.Upstream.Http;

/// <summary>What an upstream is told of the trace that a request belongs to: <c>traceparent</c> and <c>tracestate</c>, and no baggage.</summary>
/// <remarks>
/// .NET and OpenTelemetry would pass a caller's baggage on to every server. It is written for the services of one house, often with names of users and
/// tenants in it, and an upstream is another house.
/// </remarks>
internal sealed class TraceHeaders : DistributedContextPropagator
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";
    private const string Baggage = "baggage";
    private const string OldBaggage = "Correlation-Context";

    private TraceHeaders()
    {
    }

    /// <summary>The one instance.</summary>
    public static TraceHeaders Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields { get; } = [Parent, State];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        // OpenTelemetry's instrumentation, and a forwarder, have written their headers before.
        if (carrier is HttpRequestMessage message)
        {
            message.Headers.Remove(Baggage);
            message.Headers.Remove(OldBaggage);
        }

        if (setter is null || activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            return;
        }

        setter(carrier, Parent, id);
        if (activity.TraceStateString is { Length: > 0 } state)
        {
            setter(carrier, State, state);
        }
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        // Nothing is read here: what an upstream answers begins no trace.
        traceId = null;
        traceState = null;
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
