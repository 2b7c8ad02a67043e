namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryAliasLifeTests : AliasLifeSuite<InMemoryHarness>;
