using SemanticCache.Server.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SharedService))]

namespace SemanticCache.Server.Tests.Hosting;

/// <summary>One service for all tests that need no settings of their own; each test works in its own namespace.</summary>
public sealed class SharedService : IAsyncLifetime
{
    private readonly TestDirectory _directory = new();
    private TestService? _service;
    private int _namespaces;

    /// <summary>The service.</summary>
    public TestService Service => _service ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Returns the name of a namespace that no other test uses.</summary>
    public string NewNamespace() => $"space-{Interlocked.Increment(ref _namespaces):000}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(_directory.Path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _directory.Dispose();
    }
}
