namespace SemanticCache.Core.Search;

/// <summary>A question's vector and the model that made it.</summary>
/// <param name="Vector">The L2-normalised vector.</param>
/// <param name="Fingerprint">The fingerprint of the embedding model.</param>
internal sealed record EmbeddedQuestion(ReadOnlyMemory<float> Vector, string Fingerprint);
