using SemanticCache.Core.Policies;
using SemanticCache.Evaluation;

namespace SemanticCache.Cli.Quality;

/// <summary>What figures on labelled tables hold for.</summary>
internal sealed record EvalConditions
{
    /// <summary>How candidates were decided on.</summary>
    public required string Decision { get; init; }

    /// <summary>The similarity threshold, in [0, 1].</summary>
    public required double SimilarityThreshold { get; init; }

    /// <summary>The minimum confidence, in [0, 1]; null where none is asked for.</summary>
    public required double? MinimumConfidence { get; init; }

    /// <summary>The guards that were on; null for the default ones.</summary>
    public required IReadOnlyList<string>? Guards { get; init; }

    /// <summary>The embedder's fingerprint.</summary>
    public required string Embedder { get; init; }

    /// <summary>The verifier's fingerprint; null where none was asked.</summary>
    public required string? Verifier { get; init; }

    /// <summary>How many of each file were drawn at most.</summary>
    public required int Limit { get; init; }

    /// <summary>What the draw started from.</summary>
    public required int Seed { get; init; }

    /// <summary>What was known of the stored answers: these tables hold none, so no answer supports or contradicts a hit.</summary>
    public string Answers { get; } = "unknown";

    /// <summary>Returns the conditions of a session.</summary>
    public static EvalConditions Of(EvaluationSession session, NamespacePolicy policy, LabelledFiles files)
    {
        var bars = session.BarsFor(policy);
        var isVerified = policy.Decision is DecisionKind.Verified;
        return new EvalConditions
        {
            Decision = isVerified ? "verified" : "threshold",
            SimilarityThreshold = Math.Round(bars.Similarity, 4),
            MinimumConfidence = isVerified ? Math.Round(bars.Confidence, 4) : null,
            Guards = policy.Guards,
            Embedder = session.Embedder,
            Verifier = isVerified ? session.Verifier : null,
            Limit = files.Limit,
            Seed = files.Seed,
        };
    }
}
