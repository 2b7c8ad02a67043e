using SemanticCache.Evaluation.Replay;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>Draws the requests of a stream.</summary>
internal static class QuestionStream
{
    /// <summary>
    /// Returns every wording and every look-alike once, in random order: no question comes twice in the same words, so that what is
    /// served is served by meaning.
    /// </summary>
    public static IReadOnlyList<StreamQuestion> Draw(IReadOnlyList<ReplayCluster> clusters, int seed)
    {
        var questions = clusters.SelectMany(Questions).DistinctBy(question => question.Text, StringComparer.Ordinal).ToArray();
        new Random(seed).Shuffle(questions);
        return questions;
    }

    private static IEnumerable<StreamQuestion> Questions(ReplayCluster cluster) =>
    [
        .. cluster.Questions.Select(question => new StreamQuestion(question, cluster, IsLookAlike: false)),
        .. cluster.NearMisses.Select(miss => new StreamQuestion(miss.Question, cluster, IsLookAlike: true)),
    ];
}
