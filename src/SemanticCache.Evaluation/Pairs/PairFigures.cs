using SemanticCache.Evaluation.Benching;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Pairs;

/// <summary>How good decisions on pairs were.</summary>
internal sealed record PairFigures
{
    /// <summary>Duplicates that were served: right hits.</summary>
    public required Share Found { get; init; }

    /// <summary>Other pairs that were served all the same: wrong hits.</summary>
    public required Share Accepted { get; init; }

    /// <summary>Hits that were right; how many can be depends on how many pairs of the file are duplicates.</summary>
    public required Share Precision { get; init; }

    /// <summary>The same by kind, where the file names kinds.</summary>
    public required IReadOnlyList<PairKindFigures> Kinds { get; init; }

    /// <summary>Counts results, with what <paramref name="served"/> says was served.</summary>
    public static PairFigures Of(IReadOnlyCollection<ProbeResult> results, Func<ProbeResult, ProbedCandidate?> served)
    {
        var (found, accepted) = (ServedOf(results, ProbeKind.Question), ServedOf(results, ProbeKind.NearMiss));
        return new PairFigures
        {
            Found = found,
            Accepted = accepted,
            Precision = new Share(found.Count, found.Count + accepted.Count),
            Kinds = [.. results.Where(result => result.Probe.NearMissKind.Length > 0)
                .GroupBy(result => result.Probe.NearMissKind)
                .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => new PairKindFigures(kind.Key, ServedOf(kind, ProbeKind.Question), ServedOf(kind, ProbeKind.NearMiss)))],
        };

        Share ServedOf(IEnumerable<ProbeResult> all, ProbeKind kind)
        {
            var asked = all.Where(result => result.Probe.Kind == kind).ToArray();
            return new Share(asked.Count(result => served(result) is not null), asked.Length);
        }
    }
}
