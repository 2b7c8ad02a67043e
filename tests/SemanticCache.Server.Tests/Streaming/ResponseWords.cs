using System.Text.Json;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>OpenAI's responses.</summary>
internal sealed class ResponseWords : ProviderWords
{
    public override string Path => "v1/responses";

    public override string Ask(string question, bool stream) =>
        $$"""{"model":"m","stream":{{(stream ? "true" : "false")}},"input":"{{question}}"}""";

    public override string Whole(string text, Misbehaviour ending) =>
        $$$"""{"id":"resp_1","object":"response","model":"m",{{{StatusOf(ending)}}}"output":[{{{Message(text)}}}],"usage":{"input_tokens":4,"output_tokens":2}}""";

    public override IEnumerable<string> Beginning() =>
    [
        """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","output":[]}}""",
        """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","content":[]}}""",
    ];

    public override string Delta(string text) =>
        $$"""{"type":"response.output_text.delta","sequence_number":2,"output_index":0,"content_index":0,"delta":"{{text}}"}""";

    public override IEnumerable<string> Ending(string text, Misbehaviour ending) =>
    [
        $$"""{"type":"response.output_item.done","sequence_number":3,"output_index":0,"item":{{Message(text)}}}""",
        $$"""{"type":"{{TypeOf(ending)}}","sequence_number":4,"response":{{Whole(text, ending)}}}""",
    ];

    public override string Error(string message) =>
        $$$"""{"type":"error","code":"server_error","message":"{{{message}}}","param":null,"sequence_number":3,"error":{"message":"{{{message}}}","type":"server_error"}}""";

    public override bool IsEnd(string data) => TextIn(data, "type") is "response.completed" or "response.incomplete";

    public override bool IsError(string data) => TextIn(data, "type") is "error" || TextIn(data, "error", "message") is { Length: > 0 };

    protected override string? TextOf(JsonElement data) => Text(data, "type") == "response.output_text.delta" ? Text(data, "delta") : null;

    private static string Message(string text) =>
        $$"""{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"{{text}}","annotations":[]}]}""";

    private static string TypeOf(Misbehaviour ending) =>
        ending is Misbehaviour.LengthReached or Misbehaviour.Filtered ? "response.incomplete" : "response.completed";

    private static string StatusOf(Misbehaviour ending) => ending switch
    {
        Misbehaviour.LengthReached => "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},",
        Misbehaviour.Filtered => "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"content_filter\"},",
        Misbehaviour.StopsEarly => "",
        _ => "\"status\":\"completed\",",
    };
}
