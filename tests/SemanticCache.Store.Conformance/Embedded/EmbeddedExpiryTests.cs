namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedExpiryTests : ExpirySuite<EmbeddedHarness>;
