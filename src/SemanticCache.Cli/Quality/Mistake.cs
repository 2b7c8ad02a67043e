namespace SemanticCache.Cli.Quality;

/// <summary>A question that was served a wrong answer.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Kind">What differs: a near miss's kind, or <c>neighbour</c> for another need.</param>
/// <param name="Question">The question.</param>
/// <param name="Candidate">The stored wording whose answer was served.</param>
/// <param name="Similarity">The similarity of both.</param>
/// <param name="Probability">The verifier's probability.</param>
/// <param name="Confidence">The confidence.</param>
internal sealed record Mistake(
    string Domain, string Kind, string Question, string Candidate, double? Similarity, double? Probability, double? Confidence);
