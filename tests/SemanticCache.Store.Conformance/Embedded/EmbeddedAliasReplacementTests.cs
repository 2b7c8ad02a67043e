namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedAliasReplacementTests : AliasReplacementSuite<EmbeddedHarness>;
