namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedEvictionTests : EvictionSuite<EmbeddedHarness>;
