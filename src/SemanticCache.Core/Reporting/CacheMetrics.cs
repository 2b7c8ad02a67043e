using System.Diagnostics.Metrics;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Merging;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Reporting;

/// <summary>The instruments of the cache.</summary>
internal sealed class CacheMetrics
{
    private readonly Histogram<double> _requestDuration;
    private readonly Counter<long> _requestFailures;
    private readonly Histogram<double> _stageDuration;
    private readonly Histogram<double> _similarity;
    private readonly Counter<long> _stageFailures;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _admissions;
    private readonly Counter<long> _writeBackDrops;
    private readonly Counter<long> _evictions;
    private readonly Counter<long> _tokensSaved;
    private readonly Counter<long> _aliases;
    private readonly Counter<long> _agreements;
    private readonly Counter<long> _audits;
    private readonly Counter<long> _withheld;
    private readonly Counter<long> _drifts;
    private readonly Counter<long> _merges;
    private readonly Counter<long> _mergePairs;

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Meter);
        _requestDuration = meter.CreateHistogram(TelemetryNames.RequestDuration, "s", "Time from a request's arrival to its end.", null, Buckets.Seconds);
        _requestFailures = meter.CreateCounter<long>(TelemetryNames.RequestFailures, "{request}", "Requests that ended without a whole answer, by reason.");
        _stageDuration = meter.CreateHistogram(TelemetryNames.StageDuration, "s", "Time that a stage took.", null, Buckets.Seconds);
        _similarity = meter.CreateHistogram(TelemetryNames.MatchSimilarity, "1", "Similarity of the decisive candidate.", null, Buckets.Similarity);
        _stageFailures = meter.CreateCounter<long>(TelemetryNames.StageFailures, "{failure}", "Stages that failed or were late; the request went on without them.");
        _decisions = meter.CreateCounter<long>(TelemetryNames.Decisions, "{decision}", "Decisions on candidates.");
        _admissions = meter.CreateCounter<long>(TelemetryNames.Admissions, "{answer}", "Answers of upstreams, by whether they may be stored.");
        _writeBackDrops = meter.CreateCounter<long>(TelemetryNames.WriteBackDrops, "{answer}", "Admitted answers that were not stored.");
        _evictions = meter.CreateCounter<long>(TelemetryNames.Evictions, "{entry}", "Entries deleted by expiry or limit.");
        _tokensSaved = meter.CreateCounter<long>(TelemetryNames.TokensSaved, "{token}", "Tokens that hits did not ask of an upstream.");
        _aliases = meter.CreateCounter<long>(TelemetryNames.Aliases, "{alias}", "Wordings that became aliases of entries, by how they were accepted.");
        _agreements = meter.CreateCounter<long>(TelemetryNames.Agreements, "{answer}", "Fresh answers compared with that of a refused candidate, by whether they agree.");
        _audits = meter.CreateCounter<long>(TelemetryNames.Audits, "{hit}", "Hits whose question the model was asked too, by whether the answers agree.");
        _withheld = meter.CreateCounter<long>(TelemetryNames.Withheld, "{hit}", "Hits that the mode shadow or canary kept back, by what they would have been.");
        _drifts = meter.CreateCounter<long>(TelemetryNames.Drifts, "{alarm}", "Times that audits found more wrong hits than allowed.");
        _merges = meter.CreateCounter<long>(TelemetryNames.Merges, "{merge}", "Pairs of duplicate entries that were merged.");
        _mergePairs = meter.CreateCounter<long>(TelemetryNames.MergePairs, "{pair}", "Pairs of stored entries that were compared in search of duplicates, by how that ended.");
    }

    /// <summary>Whether anybody listens to stage durations.</summary>
    public bool MeasuresStages => _stageDuration.Enabled;

    /// <summary>Counts a finished request.</summary>
    public void RequestEnded(CacheOutcomeKind kind, TimeSpan elapsed) =>
        _requestDuration.Record(elapsed.TotalSeconds, Tag(TelemetryNames.OutcomeTag, WireName.Of(kind)));

    /// <summary>Counts a request that ended without a whole answer.</summary>
    public void RequestFailed(string reason) => _requestFailures.Add(1, Tag(TelemetryNames.ReasonTag, reason));

    /// <summary>Notes how long a stage took.</summary>
    public void StageEnded(Stage stage, TimeSpan elapsed) =>
        _stageDuration.Record(elapsed.TotalSeconds, Tag(TelemetryNames.StageTag, WireName.Of(stage)));

    /// <summary>Counts a failed or late stage.</summary>
    public void StageFailed(Stage stage, string errorType) =>
        _stageFailures.Add(1, Tag(TelemetryNames.StageTag, WireName.Of(stage)), Tag(TelemetryNames.ErrorTypeTag, errorType));

    /// <summary>Counts a decision.</summary>
    public void Decided(Decision decision)
    {
        _decisions.Add(1, Tag(TelemetryNames.ReasonTag, WireName.Of(decision.Reason)));
        if (decision.Decisive is { } verdict)
        {
            _similarity.Record(verdict.Candidate.Similarity);
        }
    }

    /// <summary>Counts an upstream's answer by whether it may be stored.</summary>
    public void Admitted(Admission admission) => _admissions.Add(1, Tag(TelemetryNames.ReasonTag, WireName.Of(admission)));

    /// <summary>Counts an admitted answer that was not stored.</summary>
    public void WriteBackDropped(string reason) => _writeBackDrops.Add(1, Tag(TelemetryNames.ReasonTag, reason));

    /// <summary>Counts deleted entries.</summary>
    public void Evicted(long count, string reason)
    {
        if (count > 0)
        {
            _evictions.Add(count, Tag(TelemetryNames.ReasonTag, reason));
        }
    }

    /// <summary>Counts the tokens that a hit saved.</summary>
    public void TokensSaved(TokenUsage usage) => _tokensSaved.Add(usage.InputTokens + usage.OutputTokens);

    /// <summary>Counts wordings that became aliases.</summary>
    public void AliasesStored(int count, AliasOrigin origin)
    {
        if (count > 0)
        {
            _aliases.Add(count, Tag(TelemetryNames.ReasonTag, WireName.Of(origin)));
        }
    }

    /// <summary>Counts a fresh answer by whether it agrees with a refused candidate's.</summary>
    public void AnswersCompared(AgreementKind kind) => _agreements.Add(1, Tag(TelemetryNames.ReasonTag, WireName.Of(kind)));

    /// <summary>Counts an audited hit by what was found, or why nothing was.</summary>
    public void HitAudited(string result) => _audits.Add(1, Tag(TelemetryNames.ReasonTag, result));

    /// <summary>Counts a hit that the namespace's mode kept back.</summary>
    public void HitWithheld(CacheOutcomeKind kind) => _withheld.Add(1, Tag(TelemetryNames.OutcomeTag, WireName.Of(kind)));

    /// <summary>Counts an alarm.</summary>
    public void DriftFound() => _drifts.Add(1);

    /// <summary>Counts a merge.</summary>
    public void Merged() => _merges.Add(1);

    /// <summary>Counts a pair of entries that was compared, by how that ended.</summary>
    public void PairCompared(PairVerdict verdict) => _mergePairs.Add(1, Tag(TelemetryNames.ReasonTag, WireName.Of(verdict)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
