namespace SemanticCache.Store.Conformance.Embedded;

public sealed class EmbeddedLabelTests : LabelSuite<EmbeddedHarness>;
