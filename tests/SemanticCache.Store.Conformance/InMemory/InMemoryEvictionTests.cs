namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryEvictionTests : EvictionSuite<InMemoryHarness>;
