namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantEvictionTests : EvictionSuite<QdrantHarness>;
