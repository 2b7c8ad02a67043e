using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Http;

/// <summary>The real service in front of a stub of a provider: <c>anthropic</c>, the default, and <c>openai</c> speak its two APIs.</summary>
public sealed class AnthropicService : IAsyncLifetime
{
    /// <summary>The key that the service asks the provider with.</summary>
    public const string Key = "sk-ant-service";

    private readonly TestDirectory _directory = new();
    private TestService? _service;
    private AnthropicStub? _stub;
    private int _namespaces;

    /// <summary>The service.</summary>
    public TestService Service => _service ?? throw new InvalidOperationException("The fixture has not started.");

    internal AnthropicStub Stub => _stub ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Returns the name of a namespace that no other test uses.</summary>
    public string NewNamespace() => $"messages-{Interlocked.Increment(ref _namespaces):000}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _stub = await AnthropicStub.StartAsync();
        _service = await TestService.StartAsync(
            _directory.Path,
            services => services.AddSingleton(provider => new UpstreamRegistry(
                provider.GetRequiredService<IOptions<UpstreamsOptions>>(), provider.GetRequiredService<UpstreamClientFactory>())),
            "--Upstreams:Default=anthropic",
            "--Upstreams:Endpoints:anthropic:Kind=Anthropic",
            $"--Upstreams:Endpoints:anthropic:BaseAddress={_stub.Address}",
            $"--Upstreams:Endpoints:anthropic:ApiKey={Key}",
            "--Upstreams:Endpoints:openai:Kind=OpenAI",
            $"--Upstreams:Endpoints:openai:BaseAddress={_stub.Address}",
            $"--Upstreams:Endpoints:openai:ApiKey={Key}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Stub.DisposeAsync();
        _directory.Dispose();
    }
}
