namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantExpiryTests : ExpirySuite<QdrantHarness>;
