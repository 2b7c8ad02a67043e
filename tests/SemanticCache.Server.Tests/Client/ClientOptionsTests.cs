using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using SemanticCache.Client;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Client;

/// <summary>What the client's options put on the wire, seen by a service that is always unavailable.</summary>
public sealed class ClientOptionsTests : IAsyncLifetime
{
    private readonly List<string> _keys = [];
    private readonly List<string> _deadlines = [];
    private WebApplication _service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _service = builder.Build();
        _service.Run(context =>
        {
            _keys.Add(context.Request.Headers.Authorization.ToString());
            _deadlines.Add(context.Request.Headers["grpc-timeout"].ToString());
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "14";
            return Task.CompletedTask;
        });
        await _service.StartAsync().Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync().Soon();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Lookup_ServiceUnavailable_IsAttemptedAsOftenAsAllowed(int attempts)
    {
        using var client = Client(options => options.LookupAttempts = attempts);

        await client.Cache.LookupAsync(new LookupRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.Unavailable);

        Assert.Equal(attempts, _keys.Count);
    }

    [Fact]
    public async Task Store_ServiceUnavailable_IsAttemptedOnce()
    {
        using var client = Client(_ => { });

        await client.Cache.StoreAsync(new StoreRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.Unavailable);

        Assert.Single(_keys);
    }

    [Fact]
    public async Task Call_KeyAndDeadline_AreSent()
    {
        using var client = Client(options => (options.ApiKey, options.Deadline) = ("secret", Patience.Limit));

        await client.Cache.StoreAsync(new StoreRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.Unavailable);

        Assert.Equal(["Bearer secret"], _keys);
        Assert.NotEmpty(Assert.Single(_deadlines));
    }

    [Fact]
    public async Task Call_WithoutOptions_SendsNeither()
    {
        using var client = Client(_ => { });

        await client.Cache.StoreAsync(new StoreRequest(), cancellationToken: Token).ResponseAsync.FailsAsync(StatusCode.Unavailable);

        Assert.Equal([""], _keys);
        Assert.Equal([""], _deadlines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Constructor_AttemptsOutOfRange_IsRefused(int attempts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SemanticCacheClient(new SemanticCacheClientOptions { LookupAttempts = attempts }));

    private SemanticCacheClient Client(Action<SemanticCacheClientOptions> configure)
    {
        var options = new SemanticCacheClientOptions { Address = new Uri(_service.Urls.Single()), RetryDelay = TimeSpan.FromMilliseconds(1) };
        configure(options);
        return new SemanticCacheClient(options);
    }
}
