namespace SemanticCache.Store.Conformance.InMemory;

public sealed class InMemoryExpiryTests : ExpirySuite<InMemoryHarness>;
