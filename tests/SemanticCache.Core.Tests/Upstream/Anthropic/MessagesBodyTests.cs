using System.Text.Json.Nodes;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;

namespace SemanticCache.Core.Tests.Upstream.Anthropic;

public sealed class MessagesBodyTests
{
    private static readonly UpstreamRequest Plain = new()
    {
        Messages = [new ChatMessage(ChatRole.System, "Be kind."), new ChatMessage(ChatRole.User, "Hi"), new ChatMessage(ChatRole.Assistant, "Yes?"), new ChatMessage(ChatRole.System, "Be brief.")],
        Model = "",
        Stream = true,
    };

    [Fact]
    public void Write_PlainRequest_SetsTheSystemApartAndALimit() => AssertJson(
        """
        {"model":"default-model","max_tokens":4096,"system":"Be kind.\n\nBe brief.",
         "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"}],"stream":true}
        """,
        Plain);

    [Fact]
    public void Write_EverythingGiven_IsTranslated() => AssertJson(
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],"temperature":0.5,"top_p":1,"stop_sequences":["a"],
         "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},
         "tools":[{"name":"f","description":"d","strict":true,"input_schema":{"type":"object","properties":{}}},{"name":"g","input_schema":{"type":"object"}}],
         "tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true},"stream":false}
        """,
        new UpstreamRequest
        {
            Messages = [new ChatMessage(ChatRole.User, "Hi")],
            Model = "m",
            Sampling = new SamplingParameters { Temperature = 0.5, TopP = 1, Seed = 7, MaximumOutputTokens = 9, Stop = ["a"] },
            ResponseFormat = """{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}}""",
            Tools = """
                {"parallel_tool_calls":false,"tool_choice":{"type":"function","function":{"name":"f"}},
                 "tools":[{"type":"function","function":{"name":"f","description":"d","strict":true,"parameters":{"type":"object","properties":{}}}},{"type":"function","function":{"name":"g"}}]}
                """,
            Stream = false,
        });

    [Theory]
    [InlineData("auto", """{"type":"auto"}""")]
    [InlineData("required", """{"type":"any"}""")]
    [InlineData("none", """{"type":"none"}""")]
    public void Write_ChoiceAmongTools_IsTranslated(string choice, string expected)
    {
        var tools = $$$"""{"tool_choice":"{{{choice}}}","tools":[{"type":"function","function":{"name":"f"}}]}""";

        var body = Write(Plain with { Tools = tools });

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), body["tool_choice"]));
    }

    [Theory]
    [InlineData("""{"tools":[{"type":"custom","custom":{"name":"f"}}]}""", "")]
    [InlineData("""{"tools":{}}""", "")]
    [InlineData("", """{"type":"json_object"}""")]
    public void Write_WhatTheApiCannotSay_IsRejected(string tools, string format) =>
        AssertRejected(Plain with { Tools = tools, ResponseFormat = format });

    [Fact]
    public void Write_MessagesThatAreMoreThanText_AreRejected()
    {
        AssertRejected(Plain with { Messages = [new ChatMessage(ChatRole.User, "{}") { IsPlain = false }] });
        AssertRejected(Plain with { Messages = [new ChatMessage(ChatRole.Tool, "21")] });
    }

    private static void AssertRejected(UpstreamRequest request)
    {
        var thrown = Assert.Throws<UpstreamException>(() => Write(request));

        Assert.Equal((UpstreamFailure.Rejected, 400), (thrown.Failure, thrown.StatusCode));
    }

    private static void AssertJson(string expected, UpstreamRequest request)
    {
        var actual = Write(request);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
    }

    private static JsonNode Write(UpstreamRequest request) =>
        JsonNode.Parse(MessagesBody.Write(request, new UpstreamEndpointOptions { Model = "default-model" }))!;
}
