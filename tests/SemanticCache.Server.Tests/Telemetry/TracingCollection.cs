namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>The tests of traces, one after the other: who listens hears the whole process, and a listener changes what clients send.</summary>
[CollectionDefinition(nameof(TracingCollection))]
public sealed class TracingCollection : ICollectionFixture<TracedService>
{
}
