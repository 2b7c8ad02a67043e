namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantConcurrencyTests : ConcurrencySuite<QdrantHarness>;
