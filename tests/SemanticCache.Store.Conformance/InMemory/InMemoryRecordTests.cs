namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryRecordTests : RecordSuite<InMemoryHarness>;
