namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryLabelTests : LabelSuite<InMemoryHarness>;
