namespace SemanticCache.Store.Conformance.Qdrant;

public sealed class QdrantFeedbackTests : FeedbackSuite<QdrantHarness>;
