using System.Collections.Immutable;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.TestUtils;

/// <summary>Requests in short.</summary>
public static class Ask
{
    /// <summary>Returns a request with one question.</summary>
    public static CacheRequest For(string question, string tenant = "acme", string namespaceName = "bot") => new()
    {
        Caller = new Caller(tenant, "tester"),
        Namespace = namespaceName,
        Messages = [new ChatMessage(ChatRole.User, question)],
        Model = "model-a",
    };

    /// <summary>Returns a request with these turns: the user's first, then alternating.</summary>
    public static CacheRequest Conversation(params string[] turns) => For("") with
    {
        Messages = [.. turns.Select((text, i) => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, text))],
    };

    /// <summary>Returns the messages behind a system prompt.</summary>
    public static ImmutableArray<ChatMessage> WithSystemPrompt(this ImmutableArray<ChatMessage> messages, string prompt) =>
        messages.Insert(0, new ChatMessage(ChatRole.System, prompt));
}
