namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantAliasSearchTests : AliasSearchSuite<QdrantHarness>;
