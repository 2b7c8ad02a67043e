using System.Numerics.Tensors;
using SemanticCache.Core.Embedding;

namespace SemanticCache.Core.Reporting.Tuning;

/// <summary>Puts questions that missed together by meaning, so that an answer can be written for each need.</summary>
internal sealed class MissClusters
{
    /// <summary>How many wordings are compared, those asked most.</summary>
    public const int MostWordings = 500;

    // Looser than what may be served: whoever writes an answer reads the wordings first.
    private const float AlikeEnough = 0.72f;
    private const int MostSamples = 5;

    private readonly IEmbedder _embedder;

    public MissClusters(IEmbedder embedder)
    {
        _embedder = embedder;
    }

    /// <summary>Returns the clusters, most asked first.</summary>
    /// <param name="questions">The questions in canonical text, one for each time that it was asked.</param>
    /// <param name="limit">How many clusters.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<IReadOnlyList<MissCluster>> OfAsync(IEnumerable<string> questions, int limit, CancellationToken cancellationToken)
    {
        var wordings = questions
            .GroupBy(question => question, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Text: group.Key, Count: group.Count()))
            .OrderByDescending(wording => wording.Count)
            .ThenBy(wording => wording.Text, StringComparer.Ordinal)
            .Take(MostWordings);
        var clusters = new List<(ReadOnlyMemory<float> Vector, List<(string Text, int Count)> Wordings)>();
        foreach (var wording in wordings)
        {
            var embedded = await _embedder.EmbedAsync(wording.Text, cancellationToken);
            var vector = embedded.Status is EmbeddingStatus.Embedded ? embedded.Vector : default;
            var nearest = vector.IsEmpty ? null : NearestTo(vector, clusters);
            if (nearest is null)
            {
                clusters.Add((vector, [wording]));
            }
            else
            {
                nearest.Add(wording);
            }
        }

        return [.. clusters.Select(cluster => ClusterOf(cluster.Wordings)).OrderByDescending(cluster => cluster.Count).Take(limit)];
    }

    // The first wording leads its cluster: it is the one that was asked most.
    private static List<(string Text, int Count)>? NearestTo(
        ReadOnlyMemory<float> vector, List<(ReadOnlyMemory<float> Vector, List<(string Text, int Count)> Wordings)> clusters)
    {
        var (best, similarity) = (default(List<(string Text, int Count)>), AlikeEnough);
        foreach (var (leader, wordings) in clusters)
        {
            if (!leader.IsEmpty && TensorPrimitives.Dot(vector.Span, leader.Span) is var found && found >= similarity)
            {
                (best, similarity) = (wordings, found);
            }
        }

        return best;
    }

    private static MissCluster ClusterOf(List<(string Text, int Count)> wordings) => new(
        wordings[0].Text, wordings.Sum(wording => wording.Count), wordings.Count, [.. wordings.Skip(1).Take(MostSamples).Select(wording => wording.Text)]);
}
