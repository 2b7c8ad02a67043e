namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedDeletionTests : DeletionSuite<EmbeddedHarness>;
