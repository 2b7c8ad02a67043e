namespace SemanticCache.Onnx.Manifests;

/// <summary>An embedder's default similarity thresholds, in [0, 1].</summary>
/// <param name="Threshold">For the decision <c>threshold</c>.</param>
/// <param name="Verified">For the decision <c>verified</c>.</param>
internal sealed record SimilarityThresholds(float? Threshold, float? Verified);
