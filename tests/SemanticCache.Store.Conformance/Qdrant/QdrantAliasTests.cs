namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantAliasTests : AliasSuite<QdrantHarness>;
