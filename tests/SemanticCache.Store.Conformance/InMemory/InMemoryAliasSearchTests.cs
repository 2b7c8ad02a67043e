namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryAliasSearchTests : AliasSearchSuite<InMemoryHarness>;
