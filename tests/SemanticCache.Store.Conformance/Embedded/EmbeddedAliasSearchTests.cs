namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedAliasSearchTests : AliasSearchSuite<EmbeddedHarness>;
