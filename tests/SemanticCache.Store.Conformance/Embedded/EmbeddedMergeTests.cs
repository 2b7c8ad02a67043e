namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedMergeTests : MergeSuite<EmbeddedHarness>;
