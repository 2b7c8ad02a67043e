namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantLabelTests : LabelSuite<QdrantHarness>;
