using System.Collections.Concurrent;
using SemanticCache.Core.Agreement;
using SemanticCache.Core.Embedding;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Scoping;
using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Probing;

/// <summary>Embeds questions and answers once and makes entries of them.</summary>
internal sealed class EntryShelf
{
    private readonly IEmbedder _embedder;
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<float>> _vectors = new(StringComparer.Ordinal);

    public EntryShelf(IEmbedder embedder)
    {
        _embedder = embedder;
    }

    /// <summary>Embeds all texts of the clusters, several at a time.</summary>
    public Task PrepareAsync(IReadOnlyList<ReplayCluster> clusters, Action onEmbedded, CancellationToken cancellationToken)
    {
        var texts = TextsOf(clusters);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(texts, options, async (text, token) =>
        {
            var embedded = await _embedder.EmbedAsync(text, token);
            _vectors[text] = embedded.Vector;
            onEmbedded();
        });
    }

    /// <summary>Returns the texts that <see cref="PrepareAsync"/> embeds.</summary>
    public static IReadOnlyList<string> TextsOf(IReadOnlyList<ReplayCluster> clusters) =>
        [.. clusters.SelectMany(cluster => (string[])
            [.. cluster.Questions, .. cluster.NearMisses.Select(miss => miss.Question), .. cluster.NearHits.Select(hit => hit.Reworded), OpeningOf(cluster)])
            .Where(text => text.Length > 0)
            .Distinct(StringComparer.Ordinal)];

    /// <summary>Returns the vector of a prepared text; empty where the model cannot read it.</summary>
    public ReadOnlyMemory<float> VectorOf(string text) => _vectors[text];

    /// <summary>Returns the entry that stores a wording with its cluster's answer.</summary>
    public StoredWording EntryOf(ReplayCluster cluster, string question) => new(
        new CacheEntry
        {
            Id = new EntryId(Guid.NewGuid()),
            Namespace = cluster.Domain,
            Tenant = "",
            Scope = new ScopeId(1),
            Question = question,
            Answer = AnswerOf(cluster),
            Vector = VectorOf(question),
            AnswerVector = IsAnswerKnown(cluster) ? VectorOf(OpeningOf(cluster)) : default,
            EmbeddingFingerprint = _embedder.Description.Fingerprint,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.MaxValue,
        },
        cluster);

    private static string OpeningOf(ReplayCluster cluster) => AnswerText.OpeningOf(new Answer { Text = cluster.Answer });

    private static bool IsAnswerKnown(ReplayCluster cluster) => cluster.Answer.Length > 0;

    // Two answers without words would count as the same one and support each other; a call of the cluster's own keeps unknown ones apart.
    private static Answer AnswerOf(ReplayCluster cluster) => IsAnswerKnown(cluster)
        ? new Answer { Text = cluster.Answer }
        : new Answer { Text = "", ToolCalls = [new ToolCall(cluster.Id, "unknown", cluster.Domain)] };
}
