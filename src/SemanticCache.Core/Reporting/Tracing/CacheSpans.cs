using System.Diagnostics;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Reporting.Tracing;

/// <summary>The spans of requests and of their stages; where nobody listens there are none, and none costs anything.</summary>
/// <remarks>No question, no answer, no key and no message of an exception belongs into a span: spans leave the house.</remarks>
internal static class CacheSpans
{
    private const string Request = "cache request";
    private const string StagePrefix = "cache ";

    /// <summary>Where all spans of the cache come from.</summary>
    public static ActivitySource Source { get; } = new(TelemetryNames.ActivitySource);

    /// <summary>Begins the span of a request; null where nobody listens.</summary>
    public static Activity? BeginRequest(string namespaceName)
    {
        var span = Source.StartActivity(Request);
        span?.SetTag(TelemetryNames.NamespaceTag, namespaceName);
        return span;
    }

    /// <summary>Ends the span of a request with what came of it.</summary>
    public static void EndRequest(Activity? span, CacheOutcome outcome)
    {
        if (span is null)
        {
            return;
        }

        if (span.IsAllDataRequested)
        {
            Describe(span, outcome);
        }

        span.Stop();
    }

    /// <summary>Begins the span of a stage of a request; null where nobody listens, and for what is done beside requests.</summary>
    public static Activity? BeginStage(Stage stage)
    {
        // Checked first: else a name would be made for nobody.
        if (!Source.HasListeners() || Activity.Current is null)
        {
            return null;
        }

        var name = WireName.Of(stage);
        var span = Source.StartActivity(StagePrefix + name);
        span?.SetTag(TelemetryNames.StageTag, name);
        return span;
    }

    /// <summary>Marks a span as failed.</summary>
    /// <param name="span">The span; null where nobody listens.</param>
    /// <param name="errorType">What happened, in one word and not in an exception's own ones: they may hold the provider's, and those the question.</param>
    public static void Fail(Activity? span, string errorType) =>
        span?.SetTag(TelemetryNames.ErrorTypeTag, errorType).SetStatus(ActivityStatusCode.Error);

    /// <summary>Returns the span of the request at hand for others to refer to; nothing where nobody listens.</summary>
    public static ActivityContext Current() => Source.HasListeners() && Activity.Current is { } span ? span.Context : default;

    /// <summary>Tells on the span of the request at hand that it waits for what another request has begun.</summary>
    public static void Link(ActivityContext other)
    {
        if (other != default && Source.HasListeners() && Activity.Current is { IsAllDataRequested: true } span)
        {
            span.AddLink(new ActivityLink(other));
        }
    }

    private static void Describe(Activity span, CacheOutcome outcome)
    {
        span.SetTag(TelemetryNames.OutcomeTag, WireName.Of(outcome.Kind));
        span.SetTag(TelemetryNames.ReasonTag, outcome.Reason);
        if (outcome.Similarity is { } similarity)
        {
            span.SetTag(TelemetryNames.SimilarityTag, Math.Round(similarity, 4));
        }

        if (outcome.Entry is { } entry)
        {
            span.SetTag(TelemetryNames.EntryTag, entry.Id.ToString());
        }

        if (outcome.Kind is CacheOutcomeKind.Error)
        {
            Fail(span, outcome.Reason);
        }
    }
}
