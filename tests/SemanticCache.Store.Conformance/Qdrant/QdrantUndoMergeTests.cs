namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantUndoMergeTests : UndoMergeSuite<QdrantHarness>;
