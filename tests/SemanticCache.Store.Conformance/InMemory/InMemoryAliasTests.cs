namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryAliasTests : AliasSuite<InMemoryHarness>;
