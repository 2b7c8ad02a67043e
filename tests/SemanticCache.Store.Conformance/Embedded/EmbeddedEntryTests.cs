namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedEntryTests : EntrySuite<EmbeddedHarness>;
