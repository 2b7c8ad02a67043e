namespace SemanticCache.Core.Reporting;

/// <summary>The names of meters, instruments, spans' source and tags.</summary>
public static class TelemetryNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "SemanticCache";

    /// <summary>The source of spans.</summary>
    public const string ActivitySource = "SemanticCache";

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

    internal const string NamespaceTag = "semantic_cache.namespace";
    internal const string OutcomeTag = "semantic_cache.outcome";
    internal const string StageTag = "semantic_cache.stage";
    internal const string ReasonTag = "semantic_cache.reason";
    internal const string SimilarityTag = "semantic_cache.similarity";
    internal const string EntryTag = "semantic_cache.entry";
    internal const string StatusTag = "semantic_cache.status";
    internal const string CachedTag = "semantic_cache.cached";
    internal const string StateTag = "semantic_cache.state";
    internal const string EndpointTag = "semantic_cache.endpoint";
    internal const string ModelTag = "semantic_cache.model";
    internal const string ErrorTypeTag = "error.type";

    // The names that OpenTelemetry gives to calls of generative AI (version 1.41 of its conventions), whoever makes them.
    internal const string ChatDuration = "gen_ai.client.operation.duration";
    internal const string ChatTokens = "gen_ai.client.token.usage";
    internal const string OperationTag = "gen_ai.operation.name";
    internal const string ProviderTag = "gen_ai.provider.name";
    internal const string RequestModelTag = "gen_ai.request.model";
    internal const string StreamTag = "gen_ai.request.stream";
    internal const string ResponseModelTag = "gen_ai.response.model";
    internal const string FinishReasonsTag = "gen_ai.response.finish_reasons";
    internal const string TokenTypeTag = "gen_ai.token.type";
    internal const string InputTokensTag = "gen_ai.usage.input_tokens";
    internal const string OutputTokensTag = "gen_ai.usage.output_tokens";
    internal const string CachedInputTokensTag = "gen_ai.usage.cache_read.input_tokens";
    internal const string ServerAddressTag = "server.address";
    internal const string ServerPortTag = "server.port";
}
