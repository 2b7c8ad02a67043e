using System.Text.Json.Serialization;
using SemanticCache.Cli.Invocation;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary>What a lookup found; on a miss only the outcome, the reason and the best candidate's similarity are known.</summary>
internal sealed record LookupResult
{
    private const int Decimals = 4;

    /// <summary>How the lookup ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, in one word.</summary>
    public required string Reason { get; init; }

    /// <summary>The entry served.</summary>
    public string? EntryId { get; init; }

    /// <summary>The similarity of the entry served, or of the best candidate refused.</summary>
    public double? Similarity { get; init; }

    /// <summary>The verifier's confidence in it.</summary>
    public double? Confidence { get; init; }

    /// <summary>The stored question.</summary>
    public string? Question { get; init; }

    /// <summary>The stored answer.</summary>
    public string? Answer { get; init; }

    /// <summary>How long ago it was stored.</summary>
    public double? AgeSeconds { get; init; }

    /// <summary>The similarity that a candidate had to reach; only with <c>--explain</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SimilarityThreshold { get; init; }

    /// <summary>The confidence that a candidate had to reach; only with <c>--explain</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinimumConfidence { get; init; }

    /// <summary>The candidates with the verdicts on them; only with <c>--explain</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CandidateResult>? Candidates { get; init; }

    /// <summary>Returns the result of a response.</summary>
    public static LookupResult Of(LookupResponse response, bool explain)
    {
        var metadata = response.Metadata;
        var isHit = metadata.EntryId.Length > 0;
        return new LookupResult
        {
            Outcome = WireNames.Of(metadata.Outcome),
            Reason = metadata.Reason,
            EntryId = isHit ? metadata.EntryId : null,
            Similarity = metadata.HasSimilarity ? Round(metadata.Similarity) : null,
            Confidence = metadata.HasConfidence ? Round(metadata.Confidence) : null,
            Question = isHit ? metadata.Question : null,
            Answer = isHit ? response.Answer?.Text : null,
            AgeSeconds = metadata.Age is { } age ? Math.Round(age.ToTimeSpan().TotalSeconds, 3) : null,
            SimilarityThreshold = response.Explanation is { } bars ? Round(bars.SimilarityThreshold) : null,
            MinimumConfidence = response.Explanation is { } explanation ? Round(explanation.MinimumConfidence) : null,
            Candidates = explain ? [.. (response.Explanation?.Candidates ?? []).Select(CandidateResult.Of)] : null,
        };
    }

    /// <summary>Returns a similarity or confidence without the noise of its last digits.</summary>
    public static double Round(double share) => Math.Round(share, Decimals);
}
