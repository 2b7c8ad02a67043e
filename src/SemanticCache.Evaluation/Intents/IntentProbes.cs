using System.Collections.Immutable;
using SemanticCache.Evaluation.Probing;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Intents;

/// <summary>A sample of a file's utterances asks for what all its other utterances have stored, domain by domain.</summary>
internal sealed class IntentProbes
{
    private readonly Dictionary<string, IntentUtterance> _byCluster;
    private readonly ImmutableHashSet<int> _asking;

    public IntentProbes(IntentFile file, int limit, int seed)
    {
        _asking = [.. Sample.Of(file.Utterances, limit, seed).Select(utterance => utterance.Line)];
        _byCluster = file.Utterances.ToDictionary(IdOf);
        Clusters = [.. file.Utterances.Select(utterance => ReplayCluster.OfUnknownAnswer(IdOf(utterance), $"{file.Name} {utterance.Domain}".TrimEnd(), utterance.Text))];
    }

    /// <summary>One cluster for each utterance: of no two it is known whether they deserve one answer.</summary>
    public IReadOnlyList<ReplayCluster> Clusters { get; }

    /// <summary>How many utterances are stored.</summary>
    public int Stored => Clusters.Count - _asking.Count;

    /// <summary>Returns a probe for each utterance of the sample.</summary>
    public IReadOnlyList<Probe> Draw(EntryShelf shelf) =>
        [.. Clusters.GroupBy(cluster => cluster.Domain).SelectMany(domain =>
        {
            var library = new Library(domain.Where(cluster => !IsAsking(cluster)).Select(cluster => shelf.EntryOf(cluster, cluster.Questions[0])));
            return domain.Where(IsAsking).Select(cluster => new Probe(cluster.Questions[0], cluster, ProbeKind.Question, library));
        })];

    /// <summary>Tells whether a probe was served the answer of another intent.</summary>
    public bool IsCertainlyWrong(ProbeResult result) =>
        result.Served is { } served && _byCluster[result.Probe.Cluster.Id].IsMeantOtherwise(_byCluster[served.Cluster.Id]);

    private bool IsAsking(ReplayCluster cluster) => _asking.Contains(_byCluster[cluster.Id].Line);

    private static string IdOf(IntentUtterance utterance) => $"line {utterance.Line}";
}
