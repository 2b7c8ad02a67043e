namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryUndoMergeTests : UndoMergeSuite<InMemoryHarness>;
