using System.Text.Json;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class ChatWords : ProviderWords
{
    public override string Path => "v1/chat/completions";

    public override string Ask(string question, bool stream) =>
        $$"""{"model":"m","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{question}}"}]}""";

    public override string Whole(string text, Misbehaviour ending) =>
        $$"""{"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{{text}}"},"finish_reason":{{ReasonOf(ending)}}}]}""";

    public override IEnumerable<string> Beginning() => [Chunk("""{"role":"assistant","content":""}""", "null")];

    public override string Delta(string text) => Chunk($$"""{"content":"{{text}}"}""", "null");

    public override IEnumerable<string> Ending(string text, Misbehaviour ending) => [Chunk("{}", ReasonOf(ending)), "[DONE]"];

    public override string Error(string message) => $$$"""{"error":{"message":"{{{message}}}","type":"server_error","param":null,"code":null}}""";

    public override bool IsEnd(string data) => data == "[DONE]";

    public override bool IsError(string data) => TextIn(data, "error", "message") is { Length: > 0 };

    protected override string? TextOf(JsonElement data) =>
        data.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0 && Text(choices[0], "delta", "content") is { Length: > 0 } text ? text : null;

    private static string Chunk(string delta, string reason) =>
        $$"""{"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{reason}}}]}""";

    private static string ReasonOf(Misbehaviour ending) => ending switch
    {
        Misbehaviour.LengthReached => "\"length\"",
        Misbehaviour.Filtered => "\"content_filter\"",
        Misbehaviour.StopsEarly => "null",
        _ => "\"stop\"",
    };
}
