namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedNamespaceTests : NamespaceSuite<EmbeddedHarness>;
