namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryMergeTests : MergeSuite<InMemoryHarness>;
