namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedAliasTests : AliasSuite<EmbeddedHarness>;
