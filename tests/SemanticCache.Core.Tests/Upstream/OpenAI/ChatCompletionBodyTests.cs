using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.OpenAI;

namespace SemanticCache.Core.Tests.Upstream.OpenAI;

public sealed class ChatCompletionBodyTests
{
    private static readonly UpstreamRequest Plain = new()
    {
        Messages = [new ChatMessage(ChatRole.System, "Be kind."), new ChatMessage(ChatRole.User, "Hi"), new ChatMessage(ChatRole.Assistant, "Yes?"), new ChatMessage(ChatRole.Tool, "21")],
        Model = "",
        Stream = false,
    };

    [Fact]
    public void Write_PlainRequest_HasModelAndMessagesOnly() =>
        AssertJson(
            """
            {"model":"default-model","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},
             {"role":"assistant","content":"Yes?"},{"role":"tool","content":"21"}],"stream":false}
            """,
            Plain);

    [Fact]
    public void Write_EverythingGiven_HasItAll() =>
        AssertJson(
            """
            {"model":"m","messages":[{"role":"user","content":"\"Hi\""}],"temperature":0.5,"top_p":1,"seed":7,"max_tokens":9,"stop":["a","b"],
             "response_format":{"type":"json_object"},"tools":[{"type":"function"}],"tool_choice":"auto",
             "stream":true,"stream_options":{"include_usage":true}}
            """,
            new UpstreamRequest
            {
                Messages = [new ChatMessage(ChatRole.User, "\"Hi\"")],
                Model = "m",
                Sampling = new SamplingParameters { Temperature = 0.5, TopP = 1, Seed = 7, MaximumOutputTokens = 9, Stop = ["a", "b"] },
                ResponseFormat = """{"type":"json_object"}""",
                Tools = """{"tools":[{"type":"function"}],"tool_choice":"auto"}""",
                Stream = true,
            });

    [Fact]
    public async Task AskAsync_KeyConfigured_SendsItToTheRightPath()
    {
        using var handler = new RecordingHandler();
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://example.test/v1/") };
        var client = new OpenAIUpstreamClient(() => http, new UpstreamEndpointOptions { ApiKey = "sk-1", Model = "default-model" }, TimeProvider.System);

        await foreach (var _ in client.AskAsync(Plain, TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal("http://example.test/v1/chat/completions", handler.Address?.AbsoluteUri);
        Assert.Equal("Bearer sk-1", handler.Authorization);
        Assert.Equal("application/json", handler.ContentType);
        Assert.Equal("default-model", (string?)JsonNode.Parse(handler.Body)!["model"]);
    }

    [Fact]
    public void Write_MessageOfAnotherApiThatIsMoreThanText_IsRejected()
    {
        var request = Plain with { Messages = [new ChatMessage(ChatRole.User, "{}") { IsPlain = false }] };

        var thrown = Assert.Throws<UpstreamException>(() => ChatCompletionBody.Write(request, "m", "max_tokens"));

        Assert.Equal((UpstreamFailure.Rejected, 400), (thrown.Failure, thrown.StatusCode));
    }

    private static void AssertJson(string expected, UpstreamRequest request)
    {
        var actual = JsonNode.Parse(ChatCompletionBody.Write(request, "default-model", "max_tokens"));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual!.ToJsonString());
    }
}
