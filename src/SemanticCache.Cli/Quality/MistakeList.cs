using System.Text.Json;
using SemanticCache.Cli.Invocation;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Cli.Quality;

/// <summary>Lists what was served wrongly, so that one can read what the models get wrong.</summary>
internal static class MistakeList
{
    /// <summary>Returns a line for each wrong hit and accepted near miss, the most confident first.</summary>
    public static string Format(IEnumerable<ProbeResult> results) => string.Concat(
        results.Where(IsMistake).Select(MistakeOf).OrderByDescending(mistake => mistake.Confidence)
            .Select(mistake => JsonSerializer.Serialize(mistake, CliJson.Readable.Mistake) + "\n"));

    private static bool IsMistake(ProbeResult result) =>
        result.Served is { } served && (served.Cluster == result.Probe.Cluster) == (result.Probe.Kind is ProbeKind.NearMiss);

    private static Mistake MistakeOf(ProbeResult result)
    {
        var verdict = result.Served!.Verdict;
        return new Mistake(
            result.Probe.Cluster.Domain,
            result.Probe.Kind is ProbeKind.NearMiss ? result.Probe.NearMissKind : "neighbour",
            result.Probe.Text,
            verdict.Candidate.Question,
            Round(verdict.Candidate.Similarity),
            Round(verdict.Probability),
            Round(verdict.Confidence));
    }

    private static double? Round(float? share) => share is { } value ? Math.Round(value, 3) : null;
}
