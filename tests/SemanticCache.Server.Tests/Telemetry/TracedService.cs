using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;
using SemanticCache.Server.Tests.Http;

namespace SemanticCache.Server.Tests.Telemetry;

/// <summary>
/// The real service, its hosting log silent, in front of one stub that speaks for two providers: <c>provider</c>, the default, is OpenAI's and
/// <c>other</c> Anthropic's.
/// </summary>
public sealed class TracedService : IAsyncLifetime
{
    /// <summary>The key that the service asks its providers with.</summary>
    public const string Key = "sk-of-the-service";

    private readonly TestDirectory _directory = new();
    private OpenAIStub? _stub;
    private TestService? _service;
    private int _namespaces;

    /// <summary>The service.</summary>
    public TestService Service => _service ?? throw new InvalidOperationException("The fixture has not started.");

    internal OpenAIStub Stub => _stub ?? throw new InvalidOperationException("The fixture has not started.");

    internal SpanLog Spans { get; } = new();

    internal string[] Settings { get; init; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Returns the name of a namespace that no other test uses.</summary>
    public string NewNamespace() => $"traced-{Interlocked.Increment(ref _namespaces):000}";

    /// <summary>Begins a span of a caller that traces itself; its clients tell the service of it by themselves.</summary>
    public static Activity Caller()
    {
        var caller = new Activity("caller") { TraceStateString = "vendor=1", ActivityTraceFlags = ActivityTraceFlags.Recorded };
        return caller.SetIdFormat(ActivityIdFormat.W3C).AddBaggage("user", "zoe").Start();
    }

    /// <summary>Asks over gRPC.</summary>
    public Task<CompleteResponse> CompleteAsync(string space, string question) => new ServiceCalls(Service.Client).CompleteAsync(
        new CompleteRequest { Question = new Question { Namespace = space, Text = question, Model = "m" } });

    /// <summary>Asks as a client of OpenAI's does; completes when the response begins.</summary>
    public Task<HttpResponseMessage> PostAsync(string space, string question, bool stream = false)
    {
        var body = $$"""{"model":"m","messages":[{"role":"user","content":"{{question}}"}],"stream":{{(stream ? "true" : "false")}}}""";
        var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-SemanticCache-Namespace", space);
        return Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation).Soon();
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _stub = await OpenAIStub.StartAsync();
        _service = await TestService.StartAsync(
            _directory.Path,
            services => services.AddSingleton(provider => new UpstreamRegistry(
                provider.GetRequiredService<IOptions<UpstreamsOptions>>(), provider.GetRequiredService<UpstreamClientFactory>())),
            [
                "--Logging:LogLevel:Microsoft.AspNetCore=None",
                "--Upstreams:Default=provider",
                .. Endpoint("provider", "OpenAI"),
                .. Endpoint("other", "Anthropic"),
                .. Settings,
            ]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Stub.DisposeAsync();
        Spans.Dispose();
        _directory.Dispose();
    }

    private string[] Endpoint(string name, string kind) =>
    [
        $"--Upstreams:Endpoints:{name}:Kind={kind}",
        $"--Upstreams:Endpoints:{name}:BaseAddress={Stub.Address}",
        $"--Upstreams:Endpoints:{name}:ApiKey={Key}",
    ];
}
