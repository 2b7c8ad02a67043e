namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedAliasLifeTests : AliasLifeSuite<EmbeddedHarness>;
