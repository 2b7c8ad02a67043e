namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantAliasReplacementTests : AliasReplacementSuite<QdrantHarness>;
