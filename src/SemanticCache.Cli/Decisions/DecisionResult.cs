using SemanticCache.Cli.Invocation;
using SemanticCache.Cli.Questions;
using SemanticCache.Cli.Reports;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Decisions;

/// <summary>A decision as the decision log keeps it.</summary>
internal sealed record DecisionResult
{
    /// <summary>What <c>decisions judge</c> takes.</summary>
    public required string Id { get; init; }

    /// <summary>When the request ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The tenant of the caller.</summary>
    public required string Tenant { get; init; }

    /// <summary>How the request ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>What the hit would have been that the mode kept back; null where there was none.</summary>
    public string? Withheld { get; init; }

    /// <summary>Why, in one word.</summary>
    public required string Reason { get; init; }

    /// <summary>The question; null where it is not recorded.</summary>
    public string? Question { get; init; }

    /// <summary>The entry that was served, or that came nearest; null without candidates.</summary>
    public string? EntryId { get; init; }

    /// <summary>The question of that entry; null where it is gone.</summary>
    public string? EntryQuestion { get; init; }

    /// <summary>The similarity of both; null where nothing was searched.</summary>
    public double? Similarity { get; init; }

    /// <summary>The confidence that both deserve the same answer; null where the verifier was not asked.</summary>
    public double? Confidence { get; init; }

    /// <summary>The guard that refused the entry; null where none did.</summary>
    public string? Guard { get; init; }

    /// <summary>The similarity that was needed.</summary>
    public double SimilarityThreshold { get; init; }

    /// <summary>The confidence that was needed.</summary>
    public double MinimumConfidence { get; init; }

    /// <summary>What serving the entry saves.</summary>
    public double Saving { get; init; }

    /// <summary>How long the request took.</summary>
    public double? DurationMs { get; init; }

    /// <summary><c>good</c> or <c>bad</c>; null where nobody has said.</summary>
    public string? Verdict { get; init; }

    /// <summary>Reads a decision from the wire.</summary>
    public static DecisionResult Of(LoggedDecision decision) => new()
    {
        Id = decision.DecisionId,
        Time = decision.Time.ToDateTimeOffset(),
        Tenant = decision.Tenant,
        Outcome = WireNames.Of(decision.Outcome),
        Withheld = decision.Withheld is Protocol.V1.Outcome.Unspecified ? null : WireNames.Of(decision.Withheld),
        Reason = decision.Reason,
        Question = Given(decision.Question),
        EntryId = Given(decision.EntryId),
        EntryQuestion = Given(decision.EntryQuestion),
        Similarity = decision.HasSimilarity ? LookupResult.Round(decision.Similarity) : null,
        Confidence = decision.HasConfidence ? LookupResult.Round(decision.Confidence) : null,
        Guard = Given(decision.Guard),
        SimilarityThreshold = LookupResult.Round(decision.SimilarityThreshold),
        MinimumConfidence = LookupResult.Round(decision.MinimumConfidence),
        Saving = Math.Round(decision.Saving, 6),
        DurationMs = Numbers.Milliseconds(decision.Duration),
        Verdict = decision.Verdict is Protocol.V1.Verdict.Unspecified ? null : WireNames.Of(decision.Verdict),
    };

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
