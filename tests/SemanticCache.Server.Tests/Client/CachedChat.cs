using Microsoft.Extensions.AI;
using SemanticCache.Client;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Client;

/// <summary>A chat client with the cache in front of a stub, and calls with a time limit.</summary>
internal sealed class CachedChat : IDisposable
{
    private readonly IChatClient _chat;

    public CachedChat(SemanticCacheClient cache, string space, StubChatClient model, Action<SemanticCacheChatOptions>? configure = null)
    {
        _chat = model.AsBuilder().UseSemanticCache(cache, options =>
        {
            options.Namespace = space;

            // A loaded machine must not turn hits into misses.
            options.LookupTimeout = Patience.Limit;
            options.StoreTimeout = Patience.Limit;
            configure?.Invoke(options);
        }).Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<ChatResponse> AskAsync(string question, ChatOptions? options = null) => AskAsync([new ChatMessage(ChatRole.User, question)], options);

    /// <summary>Asks, and waits until the answer is stored.</summary>
    public async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        var response = await _chat.GetResponseAsync(messages, options, Token).Soon();
        await _chat.GetService<SemanticCacheChatClient>()!.FlushAsync(Token).Soon();
        return response;
    }

    /// <summary>Asks for a stream, reads all or some of its parts, and waits until the answer is stored.</summary>
    public async Task<List<ChatResponseUpdate>> StreamAsync(string question, int most = int.MaxValue)
    {
        var parts = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var part in _chat.GetStreamingResponseAsync(question, cancellationToken: Token))
            {
                parts.Add(part);
                if (parts.Count >= most)
                {
                    break;
                }
            }
        }
        finally
        {
            await _chat.GetService<SemanticCacheChatClient>()!.FlushAsync(Token).Soon();
        }

        return parts;
    }

    public void Dispose() => _chat.Dispose();
}
