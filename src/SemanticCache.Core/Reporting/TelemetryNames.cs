namespace SemanticCache.Core.Reporting;

/// <summary>The names of meters, instruments and tags.</summary>
public static class TelemetryNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "SemanticCache";

    internal const string RequestDuration = "semantic_cache.request.duration";
    internal const string RequestFailures = "semantic_cache.request.failures";
    internal const string StageDuration = "semantic_cache.stage.duration";
    internal const string StageFailures = "semantic_cache.stage.failures";
    internal const string Decisions = "semantic_cache.decisions";
    internal const string MatchSimilarity = "semantic_cache.match.similarity";
    internal const string Admissions = "semantic_cache.write_back.admissions";
    internal const string WriteBackDrops = "semantic_cache.write_back.drops";
    internal const string Evictions = "semantic_cache.evictions";
    internal const string TokensSaved = "semantic_cache.upstream.tokens.saved";

    internal const string VerificationDuration = "semantic_cache.verification.duration";
    internal const string Verifications = "semantic_cache.verifications";
    internal const string BreakerState = "semantic_cache.verifier.breaker.state";
    internal const string BreakerChanges = "semantic_cache.verifier.breaker.changes";
    internal const string WaitingItems = "semantic_cache.model.waiting";

    internal const string UpstreamAttempts = "semantic_cache.upstream.attempts";
    internal const string TokensCached = "semantic_cache.upstream.tokens.cached";
    internal const string UpstreamHedges = "semantic_cache.upstream.hedges";

    internal const string Aliases = "semantic_cache.aliases";
    internal const string Agreements = "semantic_cache.answers.compared";
    internal const string Audits = "semantic_cache.hits.audited";
    internal const string Withheld = "semantic_cache.hits.withheld";
    internal const string Drifts = "semantic_cache.drifts";
    internal const string Merges = "semantic_cache.merges";
    internal const string MergePairs = "semantic_cache.merges.compared";

    internal const string OutcomeTag = "semantic_cache.outcome";
    internal const string StageTag = "semantic_cache.stage";
    internal const string ReasonTag = "semantic_cache.reason";
    internal const string StatusTag = "semantic_cache.status";
    internal const string CachedTag = "semantic_cache.cached";
    internal const string StateTag = "semantic_cache.state";
    internal const string EndpointTag = "semantic_cache.endpoint";
    internal const string ModelTag = "semantic_cache.model";
    internal const string ErrorTypeTag = "error.type";
}
