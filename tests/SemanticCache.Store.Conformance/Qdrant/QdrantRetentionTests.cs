namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantRetentionTests : RetentionSuite<QdrantHarness>;
