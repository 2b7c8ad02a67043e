using SemanticCache.Core.Decisions;
using SemanticCache.Evaluation.Benching;
using SemanticCache.Evaluation.Probing;

namespace SemanticCache.Evaluation.Intents;

/// <summary>How often utterances were served, and how often certainly wrongly.</summary>
internal sealed record IntentFigures
{
    /// <summary>Utterances that were served.</summary>
    public required Share Served { get; init; }

    /// <summary>Hits whose stored utterance has another intent: certainly wrong. Of the others nothing is known.</summary>
    public required Share WrongOfHits { get; init; }

    /// <summary>Utterances that were served by one of another intent.</summary>
    public required Share Wrong { get; init; }

    /// <summary>Utterances that were not served because two stored ones were about as good, whose answers are not known to be the same.</summary>
    public required Share RivalTooClose { get; init; }

    /// <summary>Counts results.</summary>
    public static IntentFigures Of(IReadOnlyCollection<ProbeResult> results, Func<ProbeResult, bool> isCertainlyWrong)
    {
        var hits = results.Count(result => result.Served is not null);
        var wrong = results.Count(isCertainlyWrong);
        return new IntentFigures
        {
            Served = new Share(hits, results.Count),
            WrongOfHits = new Share(wrong, hits),
            Wrong = new Share(wrong, results.Count),
            RivalTooClose = new Share(results.Count(HasRivals), results.Count),
        };
    }

    private static bool HasRivals(ProbeResult result) =>
        result.Served is null && result.Candidates.Any(candidate => candidate.Verdict.Reason is DecisionReason.RivalTooClose);
}
