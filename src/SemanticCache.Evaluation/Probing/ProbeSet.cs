using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Probing;

/// <summary>Draws up what is stored and what asks.</summary>
internal static class ProbeSet
{
    /// <summary>Returns the probes of a set-up.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="entries">Makes the entry of a wording.</param>
    /// <param name="setUp">What is stored.</param>
    /// <param name="random">Draws the stored wordings of <see cref="SetUp.One"/>.</param>
    public static IReadOnlyList<Probe> Of(
        IReadOnlyList<ReplayCluster> clusters, Func<ReplayCluster, string, StoredWording> entries, SetUp setUp, Random random) =>
        [.. clusters.GroupBy(cluster => cluster.Domain).SelectMany(domain => OfDomain([.. domain], entries, setUp, random))];

    private static IEnumerable<Probe> OfDomain(
        ReplayCluster[] domain, Func<ReplayCluster, string, StoredWording> entries, SetUp setUp, Random random)
    {
        var library = new Library(domain.SelectMany(cluster => Stored(cluster, setUp, random).Select(question => entries(cluster, question))));
        foreach (var cluster in domain)
        {
            foreach (var question in cluster.Questions.Where(question => setUp is SetUp.All || !library.Has(question)))
            {
                yield return new Probe(question, cluster, ProbeKind.Question, library);
            }

            foreach (var miss in cluster.NearMisses)
            {
                yield return new Probe(miss.Question, cluster, ProbeKind.NearMiss, library, miss.Kind);
            }

            foreach (var hit in cluster.NearHits.Where(hit => library.Has(hit.Base)))
            {
                yield return new Probe(hit.Reworded, cluster, ProbeKind.NearHit, library);
            }
        }
    }

    private static IEnumerable<string> Stored(ReplayCluster cluster, SetUp setUp, Random random) =>
        setUp is SetUp.All ? cluster.Questions.Distinct(StringComparer.Ordinal) : [cluster.Questions[random.Next(cluster.Questions.Length)]];
}
