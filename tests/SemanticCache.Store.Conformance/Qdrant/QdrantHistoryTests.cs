namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantHistoryTests : HistorySuite<QdrantHarness>;
