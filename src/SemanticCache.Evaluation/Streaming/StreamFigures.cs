using SemanticCache.Core.Pipeline;
using SemanticCache.Evaluation.Benching;

namespace SemanticCache.Evaluation.Streaming;

/// <summary>How a stream, or a part of it, was answered.</summary>
/// <param name="HitRate">Questions that were served.</param>
/// <param name="Precision">Served questions whose answer was right.</param>
/// <param name="LookAlikesAccepted">Look-alikes that were served the answer that they look like.</param>
/// <param name="Asked">Questions that the model was asked, of all that are no look-alikes: 1 less the hit rate and what is left alone.</param>
internal sealed record StreamFigures(Share HitRate, Share Precision, Share LookAlikesAccepted, Share Asked)
{
    /// <summary>Counts outcomes.</summary>
    public static StreamFigures Of(IReadOnlyCollection<StreamedOutcome> outcomes)
    {
        var questions = outcomes.Where(outcome => !outcome.Question.IsLookAlike).ToArray();
        var lookAlikes = outcomes.Where(outcome => outcome.Question.IsLookAlike).ToArray();
        var served = questions.Count(outcome => outcome.Served is not null);
        return new StreamFigures(
            new Share(served, questions.Length),
            new Share(questions.Count(outcome => outcome.IsRight), served),
            new Share(lookAlikes.Count(outcome => outcome.IsAccepted), lookAlikes.Length),
            new Share(questions.Count(outcome => outcome.Kind is CacheOutcomeKind.Miss or CacheOutcomeKind.Joined), questions.Length));
    }

    /// <summary>Counts outcomes in so many windows of equal length, in order.</summary>
    public static IReadOnlyList<StreamFigures> Windows(IReadOnlyList<StreamedOutcome> outcomes, int windows) =>
        [.. outcomes.Chunk(Math.Max(1, (outcomes.Count + windows - 1) / windows)).Select(Of)];
}
