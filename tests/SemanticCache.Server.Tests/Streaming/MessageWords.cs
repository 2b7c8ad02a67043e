using System.Text.Json;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>Anthropic's messages.</summary>
internal sealed class MessageWords : ProviderWords
{
    public override string Path => "v1/messages";

    public override string Ask(string question, bool stream) =>
        $$"""{"model":"m","max_tokens":100,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{question}}"}]}""";

    public override string Whole(string text, Misbehaviour ending) =>
        $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"{{{text}}}"}],"stop_reason":{{{ReasonOf(ending)}}},"usage":{"input_tokens":4,"output_tokens":2}}""";

    public override IEnumerable<string> Beginning() =>
    [
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":4,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
    ];

    public override string Delta(string text) => $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"}}""";

    public override IEnumerable<string> Ending(string text, Misbehaviour ending) =>
    [
        """{"type":"content_block_stop","index":0}""",
        $$$"""{"type":"message_delta","delta":{"stop_reason":{{{ReasonOf(ending)}}}},"usage":{"output_tokens":2}}""",
        """{"type":"message_stop"}""",
    ];

    public override string Error(string message) => $$$"""{"type":"error","error":{"type":"api_error","message":"{{{message}}}"}}""";

    public override bool IsEnd(string data) => TextIn(data, "type") == "message_stop";

    public override bool IsError(string data) => TextIn(data, "type") == "error" && TextIn(data, "error", "message") is { Length: > 0 };

    public override string Written(string data) => $"event: {TextIn(data, "type")}\n{base.Written(data)}";

    protected override string? TextOf(JsonElement data) => Text(data, "delta", "text");

    private static string ReasonOf(Misbehaviour ending) => ending switch
    {
        Misbehaviour.LengthReached => "\"max_tokens\"",
        Misbehaviour.Filtered => "\"refusal\"",
        Misbehaviour.StopsEarly => "null",
        _ => "\"end_turn\"",
    };
}
