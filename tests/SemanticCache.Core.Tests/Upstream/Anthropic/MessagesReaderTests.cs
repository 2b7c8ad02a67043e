using System.Text;
using System.Text.Json;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;

namespace SemanticCache.Core.Tests.Upstream.Anthropic;

public sealed class MessagesReaderTests
{
    private const string Start = """{"type":"message_start","message":{"model":"m-1","content":[],"stop_reason":null,"usage":{"input_tokens":3,"cache_creation_input_tokens":1,"cache_read_input_tokens":4,"output_tokens":1}}}""";
    private const string TextStart = """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""";
    private const string Text = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hé"}}""";
    private const string TextStop = """{"type":"content_block_stop","index":0}""";
    private const string Stop = """{"type":"message_stop"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadStreamAsync_Text_IsReadWithTheTokensOfTheWholePrompt() =>
        Assert.Equal(
            [new TextDelta("Hé"), new AnswerEnd("stop", "m-1", new TokenUsage(8, 7) { CachedInputTokens = 4 })],
            await StreamAsync(withRaw: false, Start, """{"type":"ping"}""", TextStart, Text, TextStop, End("end_turn"), Stop));

    [Fact]
    public async Task ReadStreamAsync_RawWanted_ComesBeforeItsPartsUnderItsName()
    {
        var parts = await StreamAsync(withRaw: true, Start, TextStart, Text, TextStop, End("end_turn"), Stop);

        Assert.Equal([Start, TextStart, Text, TextStop, End("end_turn"), Stop], parts.OfType<RawPart>().Select(part => part.Json));
        Assert.Equal(new RawPart(ApiDialect.AnthropicMessages, "content_block_delta", Text), parts[2]);
        Assert.Equal(new TextDelta("Hé"), parts[3]);
    }

    [Fact]
    public async Task ReadStreamAsync_CallsOfTools_AreNumberedAmongThemselves()
    {
        var parts = await StreamAsync(
            withRaw: false,
            Start,
            TextStart,
            TextStop,
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t0","name":"f","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":1}"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"g","input":{}}}""",
            """{"type":"content_block_stop","index":2}""",
            End("tool_use"),
            Stop);

        Assert.Equal(
            [
                new ToolCallDelta(0, "t0", "f", ""),
                new ToolCallDelta(0, "", "", "{\"a\""),
                new ToolCallDelta(0, "", "", ":1}"),
                new ToolCallDelta(1, "t1", "g", ""),
                new ToolCallDelta(1, "", "", "{}"),
                new AnswerEnd("tool_calls", "m-1", new TokenUsage(8, 7) { CachedInputTokens = 4 }),
            ],
            parts);
    }

    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("refusal", "refusal")]
    [InlineData("pause_turn", "pause_turn")]
    public async Task ReadStreamAsync_StopReason_IsOurWordWhereThereIsOne(string stopReason, string finishReason)
    {
        var parts = await StreamAsync(withRaw: false, Start, TextStart, Text, TextStop, End(stopReason), Stop);

        Assert.Equal(finishReason, Assert.IsType<AnswerEnd>(parts[^1]).FinishReason);
    }

    [Theory]
    [InlineData("thinking", "tool_use", "end_turn", "end_turn")]
    [InlineData("thinking", "text", "end_turn", "stop")]
    [InlineData("server_tool_use", "text", "end_turn", "end_turn")]
    public async Task ReadStreamAsync_AnswerThatNoEntryHoldsWhole_IsNoneToStore(string first, string second, string stopReason, string finishReason)
    {
        var parts = await StreamAsync(
            withRaw: false,
            Start,
            $$$"""{"type":"content_block_start","index":0,"content_block":{"type":"{{{first}}}"}}""",
            $$$"""{"type":"content_block_start","index":1,"content_block":{"type":"{{{second}}}"}}""",
            End(stopReason),
            Stop);

        Assert.Equal(finishReason, Assert.IsType<AnswerEnd>(parts[^1]).FinishReason);
    }

    [Fact]
    public async Task ReadStreamAsync_StopsBeforeItsEnd_Fails()
    {
        await AssertBreaksAsync(UpstreamFailure.Unavailable, Start, TextStart, Text);
        await AssertBreaksAsync(UpstreamFailure.Unavailable, Start, TextStart, Text, TextStop, End("end_turn"));
        await AssertBreaksAsync(UpstreamFailure.Unavailable, Start, TextStart, Text, TextStop, Stop);
    }

    [Theory]
    [InlineData("overloaded_error", UpstreamFailure.Unavailable)]
    [InlineData("rate_limit_error", UpstreamFailure.RateLimited)]
    [InlineData("invalid_request_error", UpstreamFailure.Rejected)]
    public async Task ReadStreamAsync_ErrorEvent_FailsInTheUpstreamsWords(string type, UpstreamFailure failure)
    {
        var error = $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"no"}}""";

        var thrown = await AssertBreaksAsync(failure, Start, error);

        Assert.Equal(error, thrown.Body);
    }

    [Fact]
    public async Task ReadWholeAsync_TextAndCalls_AreRead()
    {
        var parts = await WholeAsync(
            """{"model":"m-1","content":[{"type":"text","text":"Hi"},{"type":"tool_use","id":"t","name":"f","input":{"a": 1}},{"type":"tool_use","id":"u","name":"g","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":2}}""");

        Assert.Equal(
            [
                new TextDelta("Hi"),
                new ToolCallDelta(0, "t", "f", """{"a": 1}"""),
                new ToolCallDelta(1, "u", "g", ""),
                new ToolCallDelta(1, "", "", "{}"),
                new AnswerEnd("tool_calls", "m-1", new TokenUsage(3, 2)),
            ],
            parts);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"content":[],"stop_reason":null}""")]
    public async Task ReadWholeAsync_NoMessage_FailsAsInvalid(string body)
    {
        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => WholeAsync(body));

        Assert.Equal(UpstreamFailure.InvalidAnswer, thrown.Failure);
    }

    private static string End(string stopReason) =>
        $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stopReason}}}","stop_sequence":null},"usage":{"output_tokens":7}}""";

    private static async Task<UpstreamException> AssertBreaksAsync(UpstreamFailure failure, params string[] events)
    {
        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => StreamAsync(withRaw: false, events));
        Assert.Equal(failure, thrown.Failure);
        return thrown;
    }

    private static async Task<List<AnswerEvent>> StreamAsync(bool withRaw, params string[] events)
    {
        var text = string.Concat(events.Select(json => $"event: {JsonDocument.Parse(json).RootElement.GetProperty("type")}\ndata: {json}\n\n"));
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var parts = new List<AnswerEvent>();
        await foreach (var part in MessagesReader.ReadStreamAsync(body, withRaw, Cancellation))
        {
            parts.Add(part);
        }

        return parts;
    }

    private static async Task<List<AnswerEvent>> WholeAsync(string json)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return [.. await MessagesReader.ReadWholeAsync(body, withRaw: false, Cancellation)];
    }
}
