using SemanticCache.Evaluation.Probing;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Pairs;

/// <summary>A sample of a file's pairs, each with a library of its own: one question is stored alone, the other asks.</summary>
internal sealed class PairProbes
{
    private readonly IReadOnlyList<(LabelledPair Pair, ReplayCluster Cluster)> _pairs;

    public PairProbes(PairFile file, int limit, int seed)
    {
        var drawn = Sample.Of(file.Pairs, limit, seed);
        Identical = drawn.Count(pair => pair.IsIdentical);
        _pairs = [.. drawn.Where(pair => !pair.IsIdentical).Select(pair => (pair, ClusterOf(file, pair)))];
    }

    /// <summary>How many pairs of the sample are one text twice; they are left out, since no decision is asked about them.</summary>
    public int Identical { get; }

    /// <summary>The clusters whose texts must be embedded.</summary>
    public IReadOnlyList<ReplayCluster> Clusters => [.. _pairs.Select(pair => pair.Cluster)];

    /// <summary>Returns a probe for each pair.</summary>
    public IReadOnlyList<Probe> Draw(EntryShelf shelf) =>
        [.. _pairs.Select(each =>
        {
            var (pair, cluster) = each;
            var library = new Library([shelf.EntryOf(cluster, pair.Stored)]);
            return new Probe(pair.Asked, cluster, pair.IsDuplicate ? ProbeKind.Question : ProbeKind.NearMiss, library, pair.Kind);
        })];

    private static ReplayCluster ClusterOf(PairFile file, LabelledPair pair)
    {
        var cluster = ReplayCluster.OfUnknownAnswer($"line {pair.Line}", file.Name, pair.Stored);
        return pair.IsDuplicate
            ? cluster with { Questions = [pair.Stored, pair.Asked] }
            : cluster with { NearMisses = [new NearMiss(pair.Asked, pair.Kind)] };
    }
}
