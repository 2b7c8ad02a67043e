namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantRecordTests : RecordSuite<QdrantHarness>;
