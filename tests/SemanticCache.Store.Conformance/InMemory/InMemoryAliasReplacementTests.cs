namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryAliasReplacementTests : AliasReplacementSuite<InMemoryHarness>;
