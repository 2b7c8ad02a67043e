namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantNamespaceTests : NamespaceSuite<QdrantHarness>;
