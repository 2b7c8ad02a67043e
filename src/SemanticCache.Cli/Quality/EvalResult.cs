using SemanticCache.Evaluation.Benching;

namespace SemanticCache.Cli.Quality;

/// <summary>The JSON of <c>semcache eval</c>; shares are in [0, 1].</summary>
internal sealed record EvalResult
{
    /// <summary>The number of clusters.</summary>
    public required int Clusters { get; init; }

    /// <summary>The number of questions asked.</summary>
    public required int Questions { get; init; }

    /// <summary>The share whose right answer was among the candidates.</summary>
    public required double Possible { get; init; }

    /// <summary>The share that was served.</summary>
    public required double HitRate { get; init; }

    /// <summary>The share of hits that were right.</summary>
    public required double Precision { get; init; }

    /// <summary>The number of wrong hits.</summary>
    public required int WrongHits { get; init; }

    /// <summary>The share of all requests that got a wrong hit.</summary>
    public required double WrongHitRate { get; init; }

    /// <summary>The number of near misses asked.</summary>
    public required int Traps { get; init; }

    /// <summary>The number of near misses that were served the answer that they look like.</summary>
    public required int TrapsAccepted { get; init; }

    /// <summary>The share of near misses accepted, by kind.</summary>
    public required IReadOnlyDictionary<string, double> TrapsByKind { get; init; }

    /// <summary>The number of small edits asked.</summary>
    public required int NearHits { get; init; }

    /// <summary>The number of small edits that were served the right answer.</summary>
    public required int NearHitsFound { get; init; }

    /// <summary>The ends of the 95 % intervals, by the names of the shares.</summary>
    public required IReadOnlyDictionary<string, double[]> Intervals { get; init; }

    /// <summary>The same figures for each domain.</summary>
    public IReadOnlyDictionary<string, EvalResult>? Domains { get; init; }

    /// <summary>What would be at other minimum confidences.</summary>
    public IReadOnlyList<SweepPoint>? Sweep { get; init; }

    /// <summary>What each guard would remove and lose, where all guards are off.</summary>
    public IReadOnlyList<GuardEffect>? Guards { get; init; }

    /// <summary>Returns the result of figures.</summary>
    public static EvalResult Of(BenchFigures figures) => new()
    {
        Clusters = figures.Clusters,
        Questions = figures.HitRate.Total,
        Possible = Round(figures.Possible.Value),
        HitRate = Round(figures.HitRate.Value),
        Precision = Round(figures.Precision.Value),
        WrongHits = figures.WrongHits.Count,
        WrongHitRate = Round(figures.WrongHits.Value),
        Traps = figures.NearMissesAccepted.Total,
        TrapsAccepted = figures.NearMissesAccepted.Count,
        TrapsByKind = figures.NearMissesByKind.ToDictionary(kind => kind.Key, kind => Round(kind.Value.Value)),
        NearHits = figures.NearHitsFound.Total,
        NearHitsFound = figures.NearHitsFound.Count,
        Intervals = new Dictionary<string, double[]>
        {
            ["hit_rate"] = Interval(figures.HitRate),
            ["precision"] = Interval(figures.Precision),
            ["wrong_hit_rate"] = Interval(figures.WrongHits),
            ["traps_accepted_rate"] = Interval(figures.NearMissesAccepted),
            ["near_hits_found_rate"] = Interval(figures.NearHitsFound),
        },
    };

    private static double[] Interval(Share share) => [Round(share.Low), Round(share.High)];

    private static double Round(double share) => Math.Round(share, 4);
}
