namespace SemanticCache.Evaluation.Streaming;

/// <summary>What became of a stream.</summary>
/// <param name="Requests">An outcome for each request, in order.</param>
/// <param name="Entries">How many entries were stored at its end.</param>
internal sealed record StreamOutcome(IReadOnlyList<StreamedOutcome> Requests, long Entries);
