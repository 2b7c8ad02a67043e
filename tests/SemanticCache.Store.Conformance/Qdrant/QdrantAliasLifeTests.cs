namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantAliasLifeTests : AliasLifeSuite<QdrantHarness>;
