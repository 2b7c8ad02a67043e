namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedFeedbackTests : FeedbackSuite<EmbeddedHarness>;
