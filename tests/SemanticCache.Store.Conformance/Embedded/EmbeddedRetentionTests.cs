namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedRetentionTests : RetentionSuite<EmbeddedHarness>;
