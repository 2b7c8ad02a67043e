namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedRecordTests : RecordSuite<EmbeddedHarness>;
