namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedUndoMergeTests : UndoMergeSuite<EmbeddedHarness>;
