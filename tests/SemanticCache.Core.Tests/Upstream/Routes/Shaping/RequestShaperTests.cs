using System.Collections.Immutable;
using System.Text;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Routes;
using SemanticCache.Core.Upstream.Routes.Shaping;

namespace SemanticCache.Core.Tests.Upstream.Routes.Shaping;

public sealed class RequestShaperTests
{
    private const ApiDialect Chat = ApiDialect.OpenAIChat;
    private const ApiDialect Responses = ApiDialect.OpenAIResponses;
    private const ApiDialect Messages = ApiDialect.AnthropicMessages;

    private static readonly ImmutableArray<ChatMessage> Conversation =
    [
        new(ChatRole.System, "Help."), new(ChatRole.User, "one"), new(ChatRole.Assistant, "call") { IsPlain = false }, new(ChatRole.Tool, "a  result"),
        new(ChatRole.Assistant, "1"), new(ChatRole.User, "two  and"), new(ChatRole.Assistant, "2"), new(ChatRole.User, "three"),
    ];

    [Fact]
    public void Shape_Nothing_ChangesNothing()
    {
        var request = Request("""{"messages":[]}""");

        var (shaped, shaping) = new RequestShaper(new UpstreamRouteOptions()).Shape(request);

        Assert.Same(request, shaped);
        Assert.Empty(shaping);
    }

    [Theory]
    [InlineData(null, 100, true)]
    [InlineData(50, 50, false)]
    [InlineData(100, 100, false)]
    [InlineData(200, 100, true)]
    public void Shape_OutputLimit_LowersAndNeverRaises(int? asked, int sent, bool isReported)
    {
        var request = Request("{}") with { Sampling = SamplingParameters.Default with { MaximumOutputTokens = asked } };

        var (shaped, shaping) = new RequestShaper(new UpstreamRouteOptions { MaximumOutputTokens = 100 }).Shape(request);

        Assert.Equal(sent, shaped.Sampling.MaximumOutputTokens);
        Assert.Equal(isReported ? ["output_limit"] : [], shaping);
    }

    [Theory]
    [InlineData(Chat, """{"a": 1,"messages":[]}""", """{"a": 1,"messages":[]}""")]
    [InlineData(Chat, """{"max_completion_tokens": 900 ,"messages":[]}""", """{"max_completion_tokens": 100 ,"messages":[]}""")]
    [InlineData(Chat, """{"max_tokens":900}""", """{"max_tokens":100}""")]
    [InlineData(Responses, """{"input":"x"}""", """{"input":"x","max_output_tokens":100}""")]
    [InlineData(Messages, """{"max_tokens":4096}""", """{"max_tokens":100}""")]
    public void Shape_OutputLimit_StandsInTheCallersOwnWords(ApiDialect dialect, string body, string sent) =>
        Assert.Equal(sent, Raw(new UpstreamRouteOptions { MaximumOutputTokens = 100 }, dialect, body));

    [Theory]
    [InlineData(Chat, """{"messages":[{"role":"user","content":"x","name":"Z"}]}""", """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"x","name":"Z"}]}""")]
    [InlineData(Chat, """{"messages":[{"role":"developer","content":"Help."},{"role":"user","content":"x"}]}""", """{"messages":[{"role":"developer","content":"Help.\n\nBe brief."},{"role":"user","content":"x"}]}""")]
    [InlineData(Chat, """{"messages":[{"role":"system","content":[{"type":"text","text":"H"}]}],"n":1.50}""", """{"messages":[{"role":"system","content":[{"type":"text","text":"H"},{"type":"text","text":"Be brief."}]}],"n":1.50}""")]
    [InlineData(Responses, """{"input":"x"}""", """{"input":"x","instructions":"Be brief."}""")]
    [InlineData(Responses, """{"instructions":"Help.","input":"x"}""", """{"instructions":"Help.\n\nBe brief.","input":"x"}""")]
    [InlineData(Messages, """{"system":[{"type":"text","text":"H","cache_control":{"type":"ephemeral"}}],"messages":[]}""", """{"system":[{"type":"text","text":"H","cache_control":{"type":"ephemeral"}},{"type":"text","text":"Be brief."}],"messages":[]}""")]
    [InlineData(Messages, """{"messages":[]}""", """{"messages":[],"system":"Be brief."}""")]
    public void Shape_Instruction_StandsBehindTheCallersOwnSystemPrompt(ApiDialect dialect, string body, string sent) =>
        Assert.Equal(sent, Raw(new UpstreamRouteOptions { Shaping = { Instruction = "Be brief." } }, dialect, body));

    [Fact]
    public void Shape_InstructionWithoutSystemMessage_BecomesOne()
    {
        var (shaped, shaping) = new RequestShaper(new UpstreamRouteOptions { Shaping = { Instruction = "Be brief." } })
            .Shape(Request("{}") with { Messages = [new ChatMessage(ChatRole.User, "x")] });

        Assert.Equal([new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "x")], shaped.Messages);
        Assert.Equal(["instruction"], shaping);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    public void Shape_History_KeepsTheSystemMessagesAndTheLastTurns(int turns, int kept)
    {
        var (shaped, shaping) = new RequestShaper(new UpstreamRouteOptions { Shaping = { HistoryTurns = turns } }).Shape(Request("{}"));

        Assert.Equal([Conversation[0], .. Conversation[^(kept - 1)..]], shaped.Messages);
        Assert.Equal(["history"], shaping);
    }

    [Fact]
    public void Shape_HistoryOfAllTurnsOrMore_ChangesNothing()
    {
        foreach (var turns in new[] { 3, 4, 1000 })
        {
            Assert.Empty(new RequestShaper(new UpstreamRouteOptions { Shaping = { HistoryTurns = turns } }).Shape(Request("{}")).Shaping);
        }
    }

    [Theory]
    [InlineData(Chat,
        """{"messages":[{"role":"system","content":"S"},{"role":"user","content":"1"},{"role":"assistant","content":"2"},{"role":"user","content":"3"},{"role":"assistant","tool_calls":[{"id":"c"}]},{"role":"tool","tool_call_id":"c","content":"4"}],"t":0.50}""",
        """{"messages":[{"role":"system","content":"S"},{"role":"user","content":"3"},{"role":"assistant","tool_calls":[{"id":"c"}]},{"role":"tool","tool_call_id":"c","content":"4"}],"t":0.50}""")]
    [InlineData(Responses,
        """{"input":[{"role":"user","content":"1"},{"type":"message","role":"assistant","content":"2"},{"role":"user","content":"3"},{"type":"function_call","call_id":"c"},{"type":"function_call_output","call_id":"c","output":"4"}]}""",
        """{"input":[{"role":"user","content":"3"},{"type":"function_call","call_id":"c"},{"type":"function_call_output","call_id":"c","output":"4"}]}""")]
    [InlineData(Messages,
        """{"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2"},{"role":"user","content":"3"},{"role":"assistant","content":[{"type":"tool_use","id":"c"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c"}]}]}""",
        """{"messages":[{"role":"user","content":"3"},{"role":"assistant","content":[{"type":"tool_use","id":"c"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c"}]}]}""")]
    public void Shape_History_NeverPartsACallFromItsResult(ApiDialect dialect, string body, string sent) =>
        Assert.Equal(sent, Raw(new UpstreamRouteOptions { Shaping = { HistoryTurns = 1 } }, dialect, body));

    [Fact]
    public void Shape_WhiteSpace_LeavesWhatToolsSaid()
    {
        var (shaped, shaping) = new RequestShaper(new UpstreamRouteOptions { Shaping = { CompactWhiteSpace = true } }).Shape(Request("{}"));

        Assert.Equal("two and", shaped.Messages[5].Text);
        Assert.Equal("a  result", shaped.Messages[3].Text);
        Assert.Equal(["white_space"], shaping);
    }

    [Theory]
    [InlineData(Chat, """{"messages":[{"role":"user","content":"a  b"},{"role":"tool","content":"c  d"},{"role":"user","content":[{"type":"text","text":"e  f"},{"type":"image_url","image_url":{"url":"g  h"}}]}],"u":"i  j"}""",
        """{"messages":[{"role":"user","content":"a b"},{"role":"tool","content":"c  d"},{"role":"user","content":[{"type":"text","text":"e f"},{"type":"image_url","image_url":{"url":"g  h"}}]}],"u":"i  j"}""")]
    [InlineData(Responses, """{"input":"a  b","instructions":"c  d"}""", """{"input":"a b","instructions":"c d"}""")]
    [InlineData(Messages, """{"system":"c  d","messages":[{"role":"user","content":[{"type":"tool_result","content":"a  b"}]}]}""", """{"system":"c d","messages":[{"role":"user","content":[{"type":"tool_result","content":"a  b"}]}]}""")]
    public void Shape_WhiteSpace_IsCompactInTheCallersOwnWords(ApiDialect dialect, string body, string sent) =>
        Assert.Equal(sent, Raw(new UpstreamRouteOptions { Shaping = { CompactWhiteSpace = true } }, dialect, body));

    [Fact]
    public void Shape_BodyThatCannotBeChanged_IsTranslatedInstead()
    {
        var (shaped, _) = new RequestShaper(new UpstreamRouteOptions { Shaping = { Instruction = "Be brief." } })
            .Shape(Request("""{"messages":[{"role":"system","role":"system","content":"x"}]}"""));

        Assert.Null(shaped.Raw);
    }

    private static string Raw(UpstreamRouteOptions options, ApiDialect dialect, string body) =>
        Encoding.UTF8.GetString(new RequestShaper(options).Shape(Request(body, dialect)).Request.Raw!.Body.Span);

    private static UpstreamRequest Request(string body, ApiDialect dialect = Chat) =>
        new() { Messages = Conversation, Model = "m", Stream = true, Raw = new RawRequest(dialect, Encoding.UTF8.GetBytes(body), []) };
}
