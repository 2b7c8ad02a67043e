using System.Text;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Anthropic;

namespace SemanticCache.Core.Tests.Upstream.Anthropic;

public sealed class AnthropicUpstreamClientTests : IDisposable
{
    private const string Own = """{ "max_tokens":5,"unknown" : [1, 2],"model":"m","messages":[] }""";

    private readonly KeyRecorder _handler = new();

    [Fact]
    public async Task AskAsync_KeyConfigured_SendsItInsteadOfTheCallers()
    {
        var parts = await AskAsync(new UpstreamEndpointOptions { ApiKey = "sk-ours" }, OwnRequest(new("x-api-key", "sk-theirs"), new("Authorization", "Bearer theirs")));

        Assert.Equal("http://example.test/v1/messages", _handler.Address?.AbsoluteUri);
        Assert.Equal("sk-ours", _handler.Headers["x-api-key"]);
        Assert.False(_handler.Headers.ContainsKey("Authorization"));
        Assert.Equal("2023-06-01", _handler.Headers["anthropic-version"]);
        Assert.IsType<RawPart>(parts[0]);
    }

    [Fact]
    public async Task AskAsync_NoKeyConfigured_SendsTheCallersWords()
    {
        await AskAsync(
            new UpstreamEndpointOptions { Model = "unused" },
            OwnRequest(new("x-api-key", "sk-theirs"), new("anthropic-version", "2024-01-01"), new("anthropic-beta", "b"), new("OpenAI-Project", "p")));

        Assert.Equal("sk-theirs", _handler.Headers["x-api-key"]);
        Assert.Equal("2024-01-01", _handler.Headers["anthropic-version"]);
        Assert.Equal("b", _handler.Headers["anthropic-beta"]);
        Assert.False(_handler.Headers.ContainsKey("OpenAI-Project"));
        Assert.Equal(Own, _handler.Body);
    }

    [Fact]
    public async Task AskAsync_CallerNamedNoModel_NamesTheConfiguredOneAndLeavesTheRest()
    {
        var request = OwnRequest() with { Raw = new RawRequest(ApiDialect.AnthropicMessages, """{ "a":1}"""u8.ToArray(), []) };

        await AskAsync(new UpstreamEndpointOptions { Model = "m" }, request);

        Assert.Equal("""{"model":"m", "a":1}""", _handler.Body);
    }

    [Fact]
    public async Task AskAsync_RequestOfAnotherApi_SendsNoKeyOfItAndNoRawParts()
    {
        var request = OwnRequest() with { Raw = new RawRequest(ApiDialect.OpenAIChat, "{}"u8.ToArray(), [new("Authorization", "Bearer theirs")]) };

        var parts = await AskAsync(new UpstreamEndpointOptions(), request);

        Assert.False(_handler.Headers.ContainsKey("Authorization"));
        Assert.Equal([new TextDelta("a"), new AnswerEnd("stop", "", default)], parts);
    }

    public void Dispose() => _handler.Dispose();

    private static UpstreamRequest OwnRequest(params KeyValuePair<string, string>[] credentials) => new()
    {
        Messages = [new ChatMessage(ChatRole.User, "Hi")],
        Model = "m",
        Stream = false,
        Raw = new RawRequest(ApiDialect.AnthropicMessages, Encoding.UTF8.GetBytes(Own), credentials),
    };

    private async Task<List<AnswerEvent>> AskAsync(UpstreamEndpointOptions options, UpstreamRequest request)
    {
        using var http = new HttpClient(_handler, disposeHandler: false) { BaseAddress = new Uri("http://example.test/v1/") };
        var parts = new List<AnswerEvent>();
        await foreach (var part in new AnthropicUpstreamClient(() => http, options, TimeProvider.System).AskAsync(request, TestContext.Current.CancellationToken))
        {
            parts.Add(part);
        }

        return parts;
    }
}
