using System.Text;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Responses;

namespace SemanticCache.Core.Tests.Upstream.Responses;

public sealed class ResponsesReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadStream_TwoCallsAtOnce_KeepsThemApart()
    {
        var answer = await StreamedAsync(
            """{"type":"response.output_item.added","output_index":1,"item":{"type":"function_call","call_id":"a","name":"f","arguments":""}}""",
            """{"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","call_id":"b","name":"g","arguments":""}}""",
            """{"type":"response.function_call_arguments.delta","output_index":2,"delta":"{\"y\""}""",
            """{"type":"response.function_call_arguments.delta","output_index":1,"delta":"{}"}""",
            """{"type":"response.function_call_arguments.delta","output_index":2,"delta":":1}"}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"function_call","call_id":"a","name":"f","arguments":"{}"}}""",
            """{"type":"response.completed","response":{"model":"m","status":"completed","output":[],"usage":{"input_tokens":4,"input_tokens_details":{"cached_tokens":3},"output_tokens":2}}}""");

        Assert.Equal([new ToolCall("a", "f", "{}"), new ToolCall("b", "g", """{"y":1}""")], answer.ToolCalls);
        Assert.Equal((FinishReasons.ToolCalls, "m", new TokenUsage(4, 2) { CachedInputTokens = 3 }), (answer.FinishReason, answer.Model, answer.Usage));
    }

    [Fact]
    public async Task ReadStream_ItemsThatComeWholeOnly_AreRead()
    {
        var answer = await StreamedAsync(
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"Hello"}]}}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"function_call","call_id":"a","name":"f","arguments":"{}"}}""",
            """{"type":"response.completed","response":{"status":"completed"}}""");

        Assert.Equal(("Hello", new ToolCall("a", "f", "{}")), (answer.Text, Assert.Single(answer.ToolCalls)));
    }

    [Theory]
    [InlineData("""{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}}}""", "length")]
    [InlineData("""{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"content_filter"}}}""", "content_filter")]
    [InlineData("""{"type":"response.completed","response":{"status":"completed"}}""", "stop")]
    public async Task ReadStream_End_IsToldInOurWords(string end, string reason) => Assert.Equal(reason, (await StreamedAsync(end)).FinishReason);

    [Fact]
    public async Task ReadStream_SeveralMessages_IsNotTakenForAnAnswerThatAnEntryHolds()
    {
        var answer = await StreamedAsync(
            """{"type":"response.output_text.delta","output_index":0,"delta":"I look it up."}""",
            """{"type":"response.output_text.delta","output_index":1,"delta":"Hello"}""",
            """{"type":"response.completed","response":{"status":"completed"}}""");

        Assert.Equal("completed", answer.FinishReason);
    }

    [Theory]
    [InlineData("", UpstreamFailure.Unavailable)]
    [InlineData("""{"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded"}}}""", UpstreamFailure.RateLimited)]
    [InlineData("""{"type":"error","code":"server_error","message":"Oh."}""", UpstreamFailure.Unavailable)]
    public async Task ReadStream_WithoutItsEnd_Throws(string last, UpstreamFailure failure)
    {
        const string Delta = """{"type":"response.output_text.delta","output_index":0,"delta":"Hel"}""";

        var thrown = await Assert.ThrowsAsync<UpstreamException>(() => StreamedAsync(last.Length == 0 ? [Delta] : [Delta, last]));

        Assert.Equal((failure, last.Length == 0 ? null : last), (thrown.Failure, thrown.Body));
    }

    private static async Task<Answer> StreamedAsync(params string[] events)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(events.Select(data => $"data: {data}\n\n"))));
        var capture = new AnswerCapture();
        await foreach (var part in ResponsesReader.ReadStreamAsync(body, Cancellation))
        {
            capture.Add(part);
        }

        return capture.Finish()!;
    }
}
