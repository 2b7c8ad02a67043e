using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Namespaces;

/// <summary>A namespace with its policy; the settings are spelled as <c>namespaces set</c> takes them.</summary>
internal sealed record NamespaceResult
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How candidates are decided on.</summary>
    public required string Decision { get; init; }

    /// <summary>The lowest similarity served; null takes the model's value.</summary>
    public double? SimilarityThreshold { get; init; }

    /// <summary>The lowest confidence served; null takes the model's value.</summary>
    public double? MinimumConfidence { get; init; }

    /// <summary>The guards that candidates must pass: <c>default</c>, <c>none</c>, <c>all</c> or names.</summary>
    public required IReadOnlyList<string> Guards { get; init; }

    /// <summary>How long an answer may be served, such as <c>1d</c>.</summary>
    public required string Ttl { get; init; }

    /// <summary>The longest life that storing may ask for.</summary>
    public required string MaxTtl { get; init; }

    /// <summary>What being served does to an entry's expiry.</summary>
    public required string Expiry { get; init; }

    /// <summary>The largest share by which a new entry's life is shortened, in percent.</summary>
    public double TtlJitter { get; init; }

    /// <summary>For how long after its expiry an answer is served while a fresh one is fetched; null never does.</summary>
    public string? StaleWhileRevalidate { get; init; }

    /// <summary>For how long after its expiry an answer is served where the upstream fails; null never does.</summary>
    public string? StaleIfError { get; init; }

    /// <summary>How many tokens a second stored answers are replayed with to streams; 0 replays them at once.</summary>
    public int ReplayTokensPerSecond { get; init; }

    /// <summary>What the cache does.</summary>
    public required string Mode { get; init; }

    /// <summary>The share of questions that the mode canary serves, in percent.</summary>
    public required double CanaryPercent { get; init; }

    /// <summary>Whether callers may ask for fresh answers.</summary>
    public required bool HonourCacheControl { get; init; }

    /// <summary>Whether the decision log holds questions in their own words.</summary>
    public required bool RecordQueries { get; init; }

    /// <summary>For how long the decision log is kept.</summary>
    public required string DecisionRetention { get; init; }

    /// <summary>The share of hits that may be wrong; null takes what the minimum confidence leaves.</summary>
    public double? ErrorBudget { get; init; }

    /// <summary>The tiers used.</summary>
    public required string Tiers { get; init; }

    /// <summary>The request attributes that are part of the scope.</summary>
    public required IReadOnlyList<string> VaryBy { get; init; }

    /// <summary>The facets taken out of the scope.</summary>
    public required IReadOnlyList<string> Ignore { get; init; }

    /// <summary>What earlier turns mean.</summary>
    public required string Conversation { get; init; }

    /// <summary>How many user turns are looked up together under <c>countback</c>.</summary>
    public required int ConversationTurns { get; init; }

    /// <summary>The rules by which the cache leaves questions alone: <c>default</c>, <c>none</c> or names.</summary>
    public required IReadOnlyList<string> BypassRules { get; init; }

    /// <summary>Further questions that the cache leaves alone.</summary>
    public required IReadOnlyList<string> BypassPatterns { get; init; }

    /// <summary>What becomes of questions and answers that hold personal data.</summary>
    public required string PersonalData { get; init; }

    /// <summary>The kinds of personal data that are looked for: <c>default</c>, <c>none</c> or names.</summary>
    public required IReadOnlyList<string> PersonalDataKinds { get; init; }

    /// <summary>The request attribute that names the person; empty for none.</summary>
    public required string SubjectAttribute { get; init; }

    /// <summary>What the namespace adds to the log-odds of confidences.</summary>
    public double RecalibrationBias { get; init; }

    /// <summary>By what it multiplies them.</summary>
    public double RecalibrationSlope { get; init; } = 1;

    /// <summary>The share of semantic hits audited, in percent; null takes 2 under <c>learned</c>, else 0.</summary>
    public double? AuditPercent { get; init; }

    /// <summary>How many entries the namespace may hold.</summary>
    public required long MaxEntries { get; init; }

    /// <summary>The largest question and answer stored, in bytes.</summary>
    public required int MaxEntryBytes { get; init; }

    /// <summary>How many bytes of questions and answers it may hold; null sets no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>How many entries each tenant may hold in it; null sets no limit.</summary>
    public long? MaxTenantEntries { get; init; }

    /// <summary>Which entries go first where a limit is reached.</summary>
    public required string Eviction { get; init; }

    /// <summary>The upstream that misses go to; empty for the default one.</summary>
    public required string Upstream { get; init; }

    /// <summary>What tokens cost.</summary>
    public required CostResult Cost { get; init; }

    /// <summary>The similarity threshold in effect.</summary>
    public double EffectiveSimilarityThreshold { get; init; }

    /// <summary>The minimum confidence in effect.</summary>
    public double EffectiveMinimumConfidence { get; init; }

    /// <summary>The number of entries; null where the service did not count them.</summary>
    public long? Entries { get; init; }

    /// <summary>When the namespace was created.</summary>
    public DateTimeOffset CreateTime { get; init; }

    /// <summary>When its policy last changed.</summary>
    public DateTimeOffset UpdateTime { get; init; }

    /// <summary>Returns the result of a namespace.</summary>
    /// <param name="found">The namespace.</param>
    /// <param name="isCounted">Whether the service counted its entries.</param>
    public static NamespaceResult Of(Namespace found, bool isCounted) => new()
    {
        Name = found.Name,
        Decision = WireNames.Of(found.Policy.Decision),
        SimilarityThreshold = found.Policy.HasSimilarityThreshold ? found.Policy.SimilarityThreshold : null,
        MinimumConfidence = found.Policy.HasMinimumConfidence ? found.Policy.MinimumConfidence : null,
        Guards = GuardChoice.Spell(found.Policy.Guards),
        Ttl = Durations.Format(found.Policy.Ttl.ToTimeSpan()),
        MaxTtl = Durations.Format(found.Policy.MaxTtl.ToTimeSpan()),
        Expiry = WireNames.Of(found.Policy.Expiry),
        TtlJitter = found.Policy.TtlJitter,
        StaleWhileRevalidate = found.Policy.StaleWhileRevalidate is { } revalidate ? Durations.Format(revalidate.ToTimeSpan()) : null,
        StaleIfError = found.Policy.StaleIfError is { } onError ? Durations.Format(onError.ToTimeSpan()) : null,
        ReplayTokensPerSecond = found.Policy.ReplayTokensPerSecond,
        Mode = WireNames.Of(found.Policy.Mode),
        CanaryPercent = found.Policy.CanaryPercent,
        HonourCacheControl = found.Policy.HonourCacheControl,
        RecordQueries = found.Policy.RecordQueries,
        DecisionRetention = Durations.Format(found.Policy.DecisionRetention.ToTimeSpan()),
        ErrorBudget = found.Policy.HasErrorBudget ? found.Policy.ErrorBudget : null,
        Tiers = WireNames.Of(found.Policy.Tiers),
        VaryBy = [.. found.Policy.VaryBy],
        Ignore = [.. found.Policy.Ignore.Select(WireNames.Of)],
        Conversation = WireNames.Of(found.Policy.Conversation),
        ConversationTurns = found.Policy.ConversationTurns,
        BypassRules = BypassChoice.Spell(found.Policy.BypassRules),
        BypassPatterns = [.. found.Policy.BypassPatterns],
        PersonalData = WireNames.Of(found.Policy.PersonalData),
        PersonalDataKinds = PersonalDataChoice.Spell(found.Policy.PersonalDataKinds),
        SubjectAttribute = found.Policy.SubjectAttribute,
        RecalibrationBias = found.Policy.Recalibration?.Bias ?? 0,
        RecalibrationSlope = found.Policy.Recalibration?.Slope ?? 1,
        AuditPercent = found.Policy.HasAuditPercent ? found.Policy.AuditPercent : null,
        MaxEntries = found.Policy.MaxEntries,
        MaxEntryBytes = found.Policy.MaxEntryBytes,
        MaxBytes = found.Policy.HasMaxBytes ? found.Policy.MaxBytes : null,
        MaxTenantEntries = found.Policy.HasMaxTenantEntries ? found.Policy.MaxTenantEntries : null,
        Eviction = WireNames.Of(found.Policy.Eviction),
        Upstream = found.Policy.Upstream,
        Cost = new CostResult(found.Policy.Cost.InputPerMillion, found.Policy.Cost.OutputPerMillion),
        EffectiveSimilarityThreshold = LookupResult.Round(found.EffectiveSimilarityThreshold),
        EffectiveMinimumConfidence = LookupResult.Round(found.EffectiveMinimumConfidence),
        Entries = isCounted ? found.EntryCount : null,
        CreateTime = found.CreateTime.ToDateTimeOffset(),
        UpdateTime = found.UpdateTime.ToDateTimeOffset(),
    };
}
