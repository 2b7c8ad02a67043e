namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantMergeTests : MergeSuite<QdrantHarness>;
