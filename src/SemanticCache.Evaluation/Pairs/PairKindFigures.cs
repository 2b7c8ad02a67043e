using SemanticCache.Evaluation.Benching;

namespace SemanticCache.Evaluation.Pairs;

/// <summary>What became of the pairs of one kind.</summary>
/// <param name="Kind">The kind, as the file names it.</param>
/// <param name="Found">Duplicates that were served.</param>
/// <param name="Accepted">Other pairs that were served all the same.</param>
internal sealed record PairKindFigures(string Kind, Share Found, Share Accepted);
