using System.Text;
using Microsoft.AspNetCore.Http;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Scoping;
using SemanticCache.Server.Http.Anthropic;
using SemanticCache.Server.Http.OpenAI;

namespace SemanticCache.Server.Tests.Http;

public sealed class MessageCallReaderTests
{
    private const string Question = """{"role":"user","content":"Hi"}""";

    [Fact]
    public void Read_SystemAndBlocks_ArePlainMessages()
    {
        var request = Read("""
            {"system":[{"type":"text","text":"Be kind."},{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
             "messages":[{"role":"user","content":[{"type":"text","text":"a","citations":null},{"type":"text","text":"b"}]},{"role":"assistant","content":"c"},{"role":"user","content":"d"}]}
            """);

        Assert.Equal(
            [new(ChatRole.System, "Be kind.\nBe brief."), new(ChatRole.User, "a\nb"), new(ChatRole.Assistant, "c"), new ChatMessage(ChatRole.User, "d")],
            request.Messages);
        Assert.Equal(BypassReason.None, request.Bypass);
    }

    [Fact]
    public void Read_CallsAndResults_AreToldApartButNotByCacheMarks()
    {
        const string Turns = """
            {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"cache_control":1}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"21"MARK}]MARK}]}
            """;
        var with = Read($$"""{"messages":[{{Turns.Replace("MARK", ",\"cache_control\":{\"type\":\"ephemeral\"}", StringComparison.Ordinal)}}]}""");
        var without = Read($$"""{"messages":[{{Turns.Replace("MARK", "", StringComparison.Ordinal)}}]}""");

        Assert.Equal(without.Messages, with.Messages);
        Assert.Equal([ChatRole.Assistant, ChatRole.Tool], with.Messages.Select(message => message.Role));
        Assert.All(with.Messages, message => Assert.False(message.IsPlain));
        Assert.Contains("\"input\":{\"cache_control\":1}", with.Messages[0].Text, StringComparison.Ordinal);
        Assert.Equal(BypassReason.None, with.Bypass);
    }

    [Theory]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{}}]}]", BypassReason.NotText)]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\"}]}]}]", BypassReason.NotText)]
    [InlineData("\"messages\":[" + Question + "],\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]", BypassReason.NotText)]
    [InlineData("\"messages\":[" + Question + "],\"mcp_servers\":[{}]", BypassReason.NotText)]
    [InlineData("\"messages\":[" + Question + "],\"tools\":[{\"name\":\"f\"}],\"thinking\":{\"type\":\"enabled\"}", BypassReason.NotText)]
    [InlineData("\"messages\":[" + Question + "],\"tools\":[{\"name\":\"f\"}],\"thinking\":{\"type\":\"disabled\"}", BypassReason.None)]
    [InlineData("\"messages\":[" + Question + "],\"thinking\":{\"type\":\"enabled\"}", BypassReason.None)]
    [InlineData("\"messages\":[" + Question + "],\"container\":\"c\"", BypassReason.ProviderState)]
    public void Read_WhatNoEntryCanAnswer_Bypasses(string members, BypassReason bypass) => Assert.Equal(bypass, Read($"{{{members}}}").Bypass);

    [Fact]
    public void Read_Parameters_AreAllButTheNeutralOnes()
    {
        var request = Read(
            $$$"""{"messages":[{{{Question}}}],"model":"m","max_tokens":7,"temperature":0.5,"top_p":1,"stop_sequences":["a"],"top_k":3,"thinking":{"type":"enabled"},"metadata":{"user_id":"u"},"service_tier":"auto","stream":true,"cache_control":{}}""",
            "b-1");

        Assert.Equal("""{"anthropic-beta":"b-1","thinking":{"type":"enabled"},"top_k":3}""", request.Parameters);
        Assert.Equal(("m", 7, 0.5, 1d), (request.Model, request.Sampling.MaximumOutputTokens, request.Sampling.Temperature, request.Sampling.TopP));
        Assert.Equal(["a"], request.Sampling.Stop);
    }

    [Theory]
    [InlineData("""{"type":"auto"}""", "\"auto\"")]
    [InlineData("""{"type":"any"}""", "\"required\"")]
    [InlineData("""{"type":"tool","name":"f"}""", """{"type":"function","function":{"name":"f"}}""")]
    public void Read_Tools_AreThoseOfTheOtherFront(string choice, string theirs)
    {
        var ours = Read($$$"""{"messages":[{{{Question}}}],"tool_choice":{{{choice}}},"tools":[{"name":"f","description":"é","input_schema":{"type":"object","properties":{}},"cache_control":{"type":"ephemeral"}}]}""");
        var other = ChatCallReader.Read(
            Encoding.UTF8.GetBytes($$$$"""{"messages":[{{{{Question}}}}],"tools":[{"type":"function","function":{"name":"f","description":"é","parameters":{"properties":{},"type":"object"}}}],"tool_choice":{{{{theirs}}}}}"""),
            new HeaderDictionary()).Request;

        Assert.Equal(other.Tools, ours.Tools);
    }

    [Fact]
    public void Read_ToolsThatDiffer_DifferInTheFacet()
    {
        var first = Read($$$"""{"messages":[{{{Question}}}],"tools":[{"name":"f","input_schema":{},"defer_loading":true}]}""");
        var second = Read($$$"""{"messages":[{{{Question}}}],"tools":[{"name":"f","input_schema":{}}]}""");

        Assert.NotEqual(first.Tools, second.Tools);
    }

    private static CacheRequest Read(string body, string beta = "")
    {
        var headers = new HeaderDictionary();
        if (beta.Length > 0)
        {
            headers["anthropic-beta"] = beta;
        }

        return MessageCallReader.Read(Encoding.UTF8.GetBytes(body), headers).Request;
    }
}
