using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Questions;

/// <summary>What was decided on one candidate.</summary>
/// <param name="EntryId">Its entry.</param>
/// <param name="Question">Its question.</param>
/// <param name="Similarity">Its similarity.</param>
/// <param name="Confidence">The probability that serving it is right, or null when the verifier was not asked.</param>
/// <param name="Probability">The verifier's own probability, or null when it was not asked.</param>
/// <param name="Reason">The verdict in one word.</param>
/// <param name="Guard">What a guard had against it, or null.</param>
/// <param name="Alias">Whether the question is another wording that was accepted for the entry.</param>
internal sealed record CandidateResult(
    string EntryId, string Question, double Similarity, double? Confidence, double? Probability, string Reason, GuardResult? Guard, bool Alias)
{
    /// <summary>Returns the result of a verdict.</summary>
    public static CandidateResult Of(CandidateVerdict verdict) => new(
        verdict.EntryId,
        verdict.Question,
        LookupResult.Round(verdict.Similarity),
        verdict.HasConfidence ? LookupResult.Round(verdict.Confidence) : null,
        verdict.HasProbability ? LookupResult.Round(verdict.Probability) : null,
        verdict.Reason,
        GuardResult.Of(verdict),
        verdict.Alias);
}
