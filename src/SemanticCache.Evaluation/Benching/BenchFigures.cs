using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Benching;

/// <summary>How good decisions were.</summary>
internal sealed record BenchFigures
{
    /// <summary>The number of clusters.</summary>
    public required int Clusters { get; init; }

    /// <summary>Questions whose right answer was among the candidates.</summary>
    public required Share Possible { get; init; }

    /// <summary>Questions that were served.</summary>
    public required Share HitRate { get; init; }

    /// <summary>Served questions whose answer was right.</summary>
    public required Share Precision { get; init; }

    /// <summary>Questions that were served a wrong answer.</summary>
    public required Share WrongHits { get; init; }

    /// <summary>Near misses that were served the answer that they look like.</summary>
    public required Share NearMissesAccepted { get; init; }

    /// <summary>The same by what differs.</summary>
    public required IReadOnlyDictionary<string, Share> NearMissesByKind { get; init; }

    /// <summary>Small edits that were served the right answer.</summary>
    public required Share NearHitsFound { get; init; }

    /// <summary>Counts results, with what <paramref name="served"/> says was served.</summary>
    public static BenchFigures Of(IReadOnlyCollection<ProbeResult> results, Func<ProbeResult, ProbedCandidate?> served)
    {
        var questions = results.Where(result => result.Probe.Kind is ProbeKind.Question).ToArray();
        var misses = results.Where(result => result.Probe.Kind is ProbeKind.NearMiss).ToArray();
        var hits = results.Where(result => result.Probe.Kind is ProbeKind.NearHit).ToArray();
        var answered = questions.Count(result => served(result) is not null);
        var right = questions.Count(IsOwn);
        return new BenchFigures
        {
            Clusters = results.Select(result => result.Probe.Cluster).Distinct().Count(),
            Possible = new Share(questions.Count(result => result.IsPossible), questions.Length),
            HitRate = new Share(answered, questions.Length),
            Precision = new Share(right, answered),
            WrongHits = new Share(answered - right, questions.Length),
            NearMissesAccepted = new Share(misses.Count(IsOwn), misses.Length),
            NearMissesByKind = misses.GroupBy(result => result.Probe.NearMissKind).OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .ToDictionary(kind => kind.Key, kind => new Share(kind.Count(IsOwn), kind.Count())),
            NearHitsFound = new Share(hits.Count(IsOwn), hits.Length),
        };

        bool IsOwn(ProbeResult result) => served(result)?.Cluster == result.Probe.Cluster;
    }
}
