namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedListingTests : ListingSuite<EmbeddedHarness>;
