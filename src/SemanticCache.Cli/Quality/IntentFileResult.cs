using SemanticCache.Evaluation.Intents;

namespace SemanticCache.Cli.Quality;

/// <summary>How often utterances of one file were served, and how often certainly wrongly.</summary>
/// <param name="File">The file.</param>
/// <param name="Intents">How many intents it has.</param>
/// <param name="Stored">How many utterances were stored.</param>
/// <param name="HitRate">Asking utterances that were served.</param>
/// <param name="OtherIntentOfHits">Hits whose stored utterance has another intent.</param>
/// <param name="OtherIntent">Asking utterances that were served by one of another intent.</param>
/// <param name="RivalTooClose">Asking utterances that were not served because two stored ones were about as good.</param>
internal sealed record IntentFileResult(
    string File, int Intents, int Stored, ShareResult HitRate, ShareResult OtherIntentOfHits, ShareResult OtherIntent, ShareResult RivalTooClose)
{
    /// <summary>Returns the result of a file's figures.</summary>
    public static IntentFileResult Of(IntentFile file, IntentProbes probes, IntentFigures figures) => new(
        file.Name,
        file.Utterances.SelectMany(utterance => utterance.Intents).Distinct().Count(),
        probes.Stored,
        ShareResult.From(figures.Served),
        ShareResult.From(figures.WrongOfHits),
        ShareResult.From(figures.Wrong),
        ShareResult.From(figures.RivalTooClose));
}
