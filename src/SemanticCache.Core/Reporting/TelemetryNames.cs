namespace SemanticCache.Core.Reporting;

/// <summary>The names of meters, instruments and tags.</summary>
public static class TelemetryNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "SemanticCache";

    internal const string RequestDuration = "semantic_cache.request.duration";
    internal const string StageDuration = "semantic_cache.stage.duration";
    internal const string StageFailures = "semantic_cache.stage.failures";
    internal const string Decisions = "semantic_cache.decisions";
    internal const string MatchSimilarity = "semantic_cache.match.similarity";
    internal const string Admissions = "semantic_cache.write_back.admissions";
    internal const string WriteBackDrops = "semantic_cache.write_back.drops";
    internal const string Evictions = "semantic_cache.evictions";
    internal const string TokensSaved = "semantic_cache.upstream.tokens.saved";

    internal const string Verifications = "semantic_cache.verifier.verdicts";
    internal const string VerificationDuration = "semantic_cache.verifier.duration";
    internal const string VerifierBreaker = "semantic_cache.verifier.left_alone";
    internal const string ModelQueue = "semantic_cache.model.waiting";

    internal const string OutcomeTag = "semantic_cache.outcome";
    internal const string StageTag = "semantic_cache.stage";
    internal const string ReasonTag = "semantic_cache.reason";
    internal const string ModelTag = "semantic_cache.model";
    internal const string RememberedTag = "semantic_cache.remembered";
    internal const string EmbedderValue = "embedder";
    internal const string VerifierValue = "verifier";
    internal const string ErrorTypeTag = "error.type";
}
