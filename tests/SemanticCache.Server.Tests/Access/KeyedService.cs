using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.TestUtils;

namespace SemanticCache.Server.Tests.Access;

/// <summary>A service that wants keys, with a clock that the test moves, and callers with keys of all kinds.</summary>
public sealed class KeyedService : IAsyncLifetime
{
    /// <summary>The key in the service's configuration.</summary>
    public const string AdminKey = "sc_configured-for-the-tests-of-access";

    private readonly TestDirectory _directory = new();
    private readonly List<SemanticCacheClient> _clients = [];
    private TestService? _service;
    private int _names;

    /// <summary>The service.</summary>
    public TestService Service => _service!;

    /// <summary>The service's clock.</summary>
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The calls of the configured admin.</summary>
    public ServiceCalls Admin { get; private set; } = null!;

    /// <summary>The client of the configured admin.</summary>
    public SemanticCacheClient AdminClient { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _service = await TestService.StartAsync(
            _directory.Path, services => services.AddSingleton<TimeProvider>(Clock), $"--Access:AdminKey={AdminKey}", "--Namespaces:AutoCreate=false");
        AdminClient = ClientOf(AdminKey);
        Admin = new ServiceCalls(AdminClient);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Service.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Creates a namespace that no other test uses.</summary>
    public async Task<string> NewNamespaceAsync(Policy? policy = null)
    {
        var name = $"keyed-{Interlocked.Increment(ref _names):000}";
        await Admin.CreateNamespaceAsync(name, policy);
        return name;
    }

    /// <summary>Creates a key and returns it.</summary>
    public async Task<CreateKeyResponse> NewKeyAsync(KeyRole role, Action<CreateKeyRequest>? change = null)
    {
        var request = new CreateKeyRequest { Name = $"key {Interlocked.Increment(ref _names)}", Role = role };
        change?.Invoke(request);
        return await AdminClient.Admin.CreateKeyAsync(request, cancellationToken: Cancellation);
    }

    /// <summary>Creates a key and returns a client that calls with it.</summary>
    public async Task<SemanticCacheClient> NewClientAsync(KeyRole role, Action<CreateKeyRequest>? change = null) => ClientOf((await NewKeyAsync(role, change)).Secret);

    /// <summary>Creates a key and returns the calls that are made with it.</summary>
    public async Task<ServiceCalls> NewCallsAsync(KeyRole role, Action<CreateKeyRequest>? change = null) => new(await NewClientAsync(role, change));

    /// <summary>Returns a client that calls with a key; null for none.</summary>
    public SemanticCacheClient ClientOf(string? key)
    {
        var client = new SemanticCacheClient(Service.Addresses.Grpc, key);
        lock (_clients)
        {
            _clients.Add(client);
        }

        return client;
    }

    /// <summary>Returns a request over HTTP with a key.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, string? key, string? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return request;
    }
}
