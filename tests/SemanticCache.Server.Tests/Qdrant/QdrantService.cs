using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Client;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Qdrant;

/// <summary>An instance of the real service whose cache is in Qdrant.</summary>
internal sealed class QdrantService : IAsyncDisposable
{
    private readonly TestDirectory _directory;
    private readonly TestService _service;

    private QdrantService(TestDirectory directory, TestService service)
    {
        _directory = directory;
        _service = service;
        Calls = new ServiceCalls(service.Client);
    }

    /// <summary>The service's methods over gRPC.</summary>
    public ServiceCalls Calls { get; }

    /// <summary>A client over gRPC.</summary>
    public SemanticCacheClient Client => _service.Client;

    /// <summary>A client over HTTP.</summary>
    public HttpClient Http => _service.Http;

    /// <summary>The language model that says what a test lets it say.</summary>
    public ScriptedUpstream Upstream => _service.Upstream;

    /// <summary>The service's own services.</summary>
    public IServiceProvider Services => _service.Services;

    /// <summary>Starts an instance; it asks its Qdrant once for each call, and gives it a minute.</summary>
    public static async Task<QdrantService> StartAsync(Uri address, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var directory = new TestDirectory();
        string[] all =
        [
            "--Store:Kind=Qdrant",
            $"--Store:Qdrant:Address={address}",
            "--Store:Qdrant:CallTimeout=00:01:00",
            "--Store:Qdrant:Retries=0",
            "--Store:Qdrant:TouchFlushInterval=00:00:00.500",
            .. settings,
        ];
        return new QdrantService(directory, await TestService.StartAsync(directory.Path, configure, all));
    }

    /// <summary>Asks over HTTP and returns the cache's status and reason; the request itself must have an answer.</summary>
    public async Task<(string Status, string Reason)> PostAsync(string question, string space = "default")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions");
        request.Headers.Add("X-SemanticCache-Namespace", space);
        request.Content = new StringContent($$"""{"model":"m","messages":[{"role":"user","content":"{{question}}"}]}""", Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken).Soon();
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        Assert.Contains($"You asked: {question}", body, StringComparison.Ordinal);
        return (response.Headers.GetValues("X-Cache-Status").Single(), response.Headers.TryGetValues("X-Cache-Reason", out var reasons) ? reasons.Single() : "");
    }

    /// <summary>Asks until the answer comes from the cache.</summary>
    public Task BecomesHitAsync(string question, string space = "default") =>
        Eventually.HoldsAsync(async () => (await PostAsync(question, space)).Status == "HIT");

    /// <summary>The errors in the log so far.</summary>
    public IReadOnlyList<string> ErrorLogs() => _service.ErrorLogs();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _directory.Dispose();
    }
}
