using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Demo;

/// <summary>The demo's observations, counted.</summary>
internal sealed class DemoFigures
{
    private static readonly string[] CutShortReasons = ["_timed_out", "_failed", "budget_spent", "verifier_unavailable", "overloaded"];

    private readonly TokenPrices _prices;

    /// <param name="observations">What the client saw.</param>
    /// <param name="prices">What tokens cost.</param>
    public DemoFigures(IReadOnlyList<DemoObservation> observations, TokenPrices prices)
    {
        _prices = prices;
        All = observations;
        Hits = [.. observations.Where(observation => observation.IsHit)];
        SemanticHits = [.. Hits.Where(hit => hit.IsSemanticHit)];
        WrongHits = [.. Hits.Where(hit => !hit.IsRight)];
        Failures = [.. observations.Where(observation => observation.Response is null)];
        ExactLatency = Latencies.Of(Hits.Where(hit => hit.IsExactHit));
        SemanticLatency = Latencies.Of(SemanticHits);
        HitLatency = Latencies.Of(Hits);
        MissLatency = Latencies.Of(observations.Where(observation => observation.IsMiss));
    }

    /// <summary>Every observation.</summary>
    public IReadOnlyList<DemoObservation> All { get; }

    /// <summary>The hits.</summary>
    public IReadOnlyList<DemoObservation> Hits { get; }

    /// <summary>The semantic hits.</summary>
    public IReadOnlyList<DemoObservation> SemanticHits { get; }

    /// <summary>The hits with a wrong answer.</summary>
    public IReadOnlyList<DemoObservation> WrongHits { get; }

    /// <summary>The failed requests.</summary>
    public IReadOnlyList<DemoObservation> Failures { get; }

    /// <summary>The latencies of exact hits.</summary>
    public Latencies ExactLatency { get; }

    /// <summary>The latencies of semantic hits.</summary>
    public Latencies SemanticLatency { get; }

    /// <summary>The latencies of all hits.</summary>
    public Latencies HitLatency { get; }

    /// <summary>The latencies of misses.</summary>
    public Latencies MissLatency { get; }

    /// <summary>Right hits among hits; null without hits.</summary>
    public double? Precision => Hits.Count == 0 ? null : 1 - ((double)WrongHits.Count / Hits.Count);

    /// <summary>Misses that waited for the answer to an identical question.</summary>
    public int Joined => All.Count(observation => observation.Response?.Metadata.Outcome is Outcome.Joined);

    /// <summary>Misses that were the first to ask for their need, so that nothing could be served.</summary>
    public int FirstOfTheirNeed => All.DistinctBy(observation => observation.Question.Cluster).Count(observation => observation.IsMiss);

    /// <summary>Misses because a stage of the lookup failed or was out of time.</summary>
    public int CutShort => All.Count(observation => observation.IsMiss && CutShortReasons.Any(observation.Response!.Metadata.Reason.EndsWith));

    /// <summary>The prompt and answer tokens that no model had to read or write.</summary>
    public long TokensSaved => Hits.Sum(hit => (long)Usage(hit).InputTokens + Usage(hit).OutputTokens);

    /// <summary>What these tokens would have cost.</summary>
    public double CostSaved => Hits.Sum(hit =>
        ((Usage(hit).InputTokens * _prices.InputPerMillion) + (Usage(hit).OutputTokens * _prices.OutputPerMillion)) / 1_000_000);

    /// <summary>What the hits would have waited longer, had each taken the median miss.</summary>
    public TimeSpan TimeSaved => MissLatency.P50 is { } miss
        ? TimeSpan.FromMilliseconds(Hits.Sum(hit => miss - hit.Latency.TotalMilliseconds))
        : TimeSpan.Zero;

    /// <summary>Returns the figures as they are written as JSON.</summary>
    public DemoResult ToResult(LookAlikeFigures lookAlikes) => new()
    {
        Requests = All.Count,
        ExactHits = ExactLatency.Count,
        SemanticHits = SemanticLatency.Count,
        Misses = MissLatency.Count,
        WrongHits = WrongHits.Count,
        HitP50Ms = HitLatency.P50,
        HitP99Ms = HitLatency.P99,
        MissP50Ms = MissLatency.P50,
        CostSaved = Math.Round(CostSaved, 6),
        HitP95Ms = HitLatency.P95,
        MissP95Ms = MissLatency.P95,
        MissP99Ms = MissLatency.P99,
        ExactHitP50Ms = ExactLatency.P50,
        ExactHitP99Ms = ExactLatency.P99,
        SemanticHitP50Ms = SemanticLatency.P50,
        SemanticHitP99Ms = SemanticLatency.P99,
        Precision = Precision is { } precision ? Math.Round(precision, 6) : null,
        Joined = Joined,
        FirstOfTheirNeed = FirstOfTheirNeed,
        CutShort = CutShort,
        Errors = Failures.Count,
        TokensSaved = TokensSaved,
        TimeSavedSeconds = Math.Round(TimeSaved.TotalSeconds, 3),
        LookAlikes = lookAlikes.Asked,
        LookAlikesAccepted = lookAlikes.Accepted,
    };

    private static TokenUsage Usage(DemoObservation hit) => hit.Response!.Answer.Usage;
}
