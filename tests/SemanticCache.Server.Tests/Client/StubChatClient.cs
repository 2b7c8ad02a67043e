using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SemanticCache.Server.Tests.Client;

/// <summary>A language model that says the same updates every time, and counts how often it is asked.</summary>
internal sealed class StubChatClient : IChatClient
{
    private readonly ChatResponseUpdate[] _updates;

    public StubChatClient(params ChatResponseUpdate[] updates)
    {
        _updates = updates;
    }

    /// <summary>How often the model was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>Thrown behind the last update; null ends well.</summary>
    public Exception? Failure { get; init; }

    /// <summary>A model that says words and stops.</summary>
    public static StubChatClient Saying(params string[] words) => new(
    [
        .. words.Select(word => new ChatResponseUpdate(ChatRole.Assistant, word)),
        new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 7, OutputTokenCount = 3 })])
        {
            FinishReason = ChatFinishReason.Stop,
            ModelId = "stub-1",
        },
    ]);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Calls++;
        await Task.Yield();
        foreach (var update in _updates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update.Clone();
        }

        if (Failure is not null)
        {
            throw Failure;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
