namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantAliasHistoryTests : AliasHistorySuite<QdrantHarness>;
