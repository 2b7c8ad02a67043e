using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.AI;
using SemanticCache.Client;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Client;

/// <summary>A cache that fails or is late never makes a request fail.</summary>
public sealed class ChatFaultTests
{
    private const string Question = "How do I cancel an order?";

    [Fact]
    public async Task GetResponse_CacheDown_IsForwarded()
    {
        using var listener = Listening();
        var address = AddressOf(listener);
        listener.Stop();
        using var cache = new SemanticCacheClient(new SemanticCacheClientOptions { Address = address, LookupAttempts = 1 });
        using var chat = new CachedChat(cache, "default", StubChatClient.Saying("yes"));

        var response = await chat.AskAsync(Question);
        var parts = await chat.StreamAsync(Question);

        response.Says("bypass", "cache_failed");
        Assert.Equal("yes", response.Text);
        parts[0].AdditionalProperties.Says("bypass", "cache_failed");
        Assert.Equal("yes", parts.ToChatResponse().Text);
    }

    [Fact]
    public async Task GetResponse_CacheSilent_IsForwardedAfterTheTimeout()
    {
        using var silent = Listening();
        using var cache = new SemanticCacheClient(AddressOf(silent));
        using var chat = new CachedChat(cache, "default", StubChatClient.Saying("yes"), options =>
        {
            options.LookupTimeout = TimeSpan.FromMilliseconds(50);
            options.StoreTimeout = TimeSpan.FromMilliseconds(50);
        });

        var response = await chat.AskAsync(Question);

        response.Says("bypass", "cache_late");
        Assert.Equal("yes", response.Text);
    }

    [Fact]
    public async Task GetResponse_ConfigurationThrows_IsForwarded()
    {
        using var silent = Listening();
        using var cache = new SemanticCacheClient(AddressOf(silent));
        using var chat = new CachedChat(cache, "default", StubChatClient.Saying("yes"), options =>
            options.ConfigureQuestion = (_, _) => throw new InvalidOperationException("no tenant"));

        (await chat.AskAsync(Question)).Says("bypass", "cache_failed");
    }

    [Fact]
    public async Task GetResponse_CancelledByItsCaller_IsNotForwarded()
    {
        using var silent = Listening();
        using var cache = new SemanticCacheClient(AddressOf(silent));
        var model = StubChatClient.Saying("yes");
        using var chat = model.AsBuilder().UseSemanticCache(cache, options => options.LookupTimeout = Patience.Limit).Build();
        using var caller = new CancellationTokenSource();

        var response = chat.GetResponseAsync(Question, cancellationToken: caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.Soon());
        Assert.Equal(0, model.Calls);
    }

    [Fact]
    public void UseSemanticCache_OptionOutOfRange_IsRefused()
    {
        using var cache = new SemanticCacheClient(new Uri("http://localhost:1"));
        using var model = StubChatClient.Saying("yes");

        Assert.Throws<ArgumentOutOfRangeException>(() => model.AsBuilder().UseSemanticCache(cache, options => options.LookupTimeout = TimeSpan.Zero));
    }

    // Accepts connections by the backlog alone and never says a word.
    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Uri AddressOf(TcpListener listener) => new($"http://{listener.LocalEndpoint}");
}
