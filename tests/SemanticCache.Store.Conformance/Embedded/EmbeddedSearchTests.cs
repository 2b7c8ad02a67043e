namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedSearchTests : SearchSuite<EmbeddedHarness>;
