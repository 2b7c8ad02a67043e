namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedAliasHistoryTests : AliasHistorySuite<EmbeddedHarness>;
