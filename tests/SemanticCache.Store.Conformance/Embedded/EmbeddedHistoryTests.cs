namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedHistoryTests : HistorySuite<EmbeddedHarness>;
