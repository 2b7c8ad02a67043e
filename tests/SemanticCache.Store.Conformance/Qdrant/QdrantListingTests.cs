namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantListingTests : ListingSuite<QdrantHarness>;
