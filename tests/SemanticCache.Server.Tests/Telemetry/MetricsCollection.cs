using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>
/// The tests of what is scraped, alone and on a service of their own: instruments of one name are one to OpenTelemetry, whichever service of the
/// process they belong to, and when one of these services stops, the others' are exported no more.
/// </summary>
[CollectionDefinition(nameof(MetricsCollection), DisableParallelization = true)]
public sealed class MetricsCollection : ICollectionFixture<SharedService>
{
}
