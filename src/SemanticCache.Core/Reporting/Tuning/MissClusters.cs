using System.Collections.Immutable;
using System.Numerics.Tensors;
using SemanticCache.Core.Decisions;
using SemanticCache.Core.Decisions.Guards;
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
    private readonly GuardRegistry _guards;

    public MissClusters(IEmbedder embedder, GuardRegistry guards)
    {
        _embedder = embedder;
        _guards = guards;
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
        // Every guard: two answers where one would do cost little here, one answer for two needs costs trust.
        var guards = _guards.Choose([GuardRegistry.All]);
        var clusters = new List<Cluster>();
        foreach (var wording in wordings)
        {
            var embedded = await _embedder.EmbedAsync(wording.Text, cancellationToken);
            var vector = embedded.Status is EmbeddingStatus.Embedded ? embedded.Vector : default;
            var text = new GuardText(wording.Text);
            if (clusters.Where(cluster => cluster.MayTake(vector, text, guards)).MaxBy(cluster => cluster.SimilarityTo(vector)) is { } nearest)
            {
                nearest.Wordings.Add(wording);
            }
            else
            {
                clusters.Add(new Cluster(vector, text, [wording]));
            }
        }

        return [.. clusters.Select(cluster => ClusterOf(cluster.Wordings)).OrderByDescending(cluster => cluster.Count).Take(limit)];
    }

    private static MissCluster ClusterOf(List<(string Text, int Count)> wordings) => new(
        wordings[0].Text, wordings.Sum(wording => wording.Count), wordings.Count, [.. wordings.Skip(1).Take(MostSamples).Select(wording => wording.Text)]);

    // The first wording leads: it is the one that was asked most. To raise and to lower a limit are near in meaning, and two needs.
    private sealed record Cluster(ReadOnlyMemory<float> Vector, GuardText Leader, List<(string Text, int Count)> Wordings)
    {
        public bool MayTake(ReadOnlyMemory<float> vector, GuardText text, ImmutableArray<IGuard> guards) =>
            SimilarityTo(vector) >= AlikeEnough && GuardRegistry.FirstRefusal(guards, text, Leader) is null;

        public float SimilarityTo(ReadOnlyMemory<float> vector) =>
            vector.IsEmpty || Vector.IsEmpty ? 0 : TensorPrimitives.Dot(vector.Span, Vector.Span);
    }
}
