namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantDeletionTests : DeletionSuite<QdrantHarness>;
