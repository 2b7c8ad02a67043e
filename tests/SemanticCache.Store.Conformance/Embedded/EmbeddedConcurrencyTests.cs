namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedConcurrencyTests : ConcurrencySuite<EmbeddedHarness>;
