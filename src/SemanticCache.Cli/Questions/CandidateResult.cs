using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary>What was decided on one candidate.</summary>
/// <param name="EntryId">Its entry.</param>
/// <param name="Question">Its question.</param>
/// <param name="Similarity">Its similarity.</param>
/// <param name="Confidence">The verifier's confidence, or null when it was not asked.</param>
/// <param name="Reason">The verdict in one word.</param>
/// <param name="Guard">What a guard had against it, or null.</param>
internal sealed record CandidateResult(
    string EntryId, string Question, double Similarity, double? Confidence, string Reason, GuardResult? Guard)
{
    /// <summary>Returns the result of a verdict.</summary>
    public static CandidateResult Of(CandidateVerdict verdict) => new(
        verdict.EntryId,
        verdict.Question,
        LookupResult.Round(verdict.Similarity),
        verdict.HasConfidence ? LookupResult.Round(verdict.Confidence) : null,
        verdict.Reason,
        GuardResult.Of(verdict));
}
