namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantEntryTests : EntrySuite<QdrantHarness>;
