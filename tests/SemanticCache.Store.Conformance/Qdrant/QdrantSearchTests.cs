namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantSearchTests : SearchSuite<QdrantHarness>;
