using System.Text;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Resilience;

namespace SemanticCache.Core.Tests.Upstream.Resilience;

public sealed class FallbackUpstreamClientTests
{
    private static readonly UpstreamRequest Request = new() { Messages = [new ChatMessage(ChatRole.User, "why?")], Model = "small", Stream = true };

    [Theory]
    [InlineData(UpstreamFailure.Unavailable)]
    [InlineData(UpstreamFailure.TimedOut)]
    [InlineData(UpstreamFailure.RateLimited)]
    [InlineData(UpstreamFailure.InvalidAnswer)]
    public async Task AskAsync_FirstDoesNotBegin_AsksTheNext(UpstreamFailure failure)
    {
        var first = new PlannedUpstream("first", PlannedUpstream.Failure(failure));
        var second = new PlannedUpstream("second", PlannedUpstream.Failure(failure));
        var third = new PlannedUpstream("third");

        Assert.Equal("third", await AskAsync(new FallbackUpstreamClient([first, second, third])));
    }

    [Fact]
    public async Task AskAsync_AllFail_ThrowsTheLastFailure()
    {
        var client = new FallbackUpstreamClient(
            [new PlannedUpstream("", PlannedUpstream.Failure(UpstreamFailure.Unavailable)), new PlannedUpstream("", PlannedUpstream.Failure(UpstreamFailure.RateLimited))]);

        Assert.Equal(UpstreamFailure.RateLimited, (await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(client))).Failure);
    }

    [Fact]
    public async Task AskAsync_Rejected_AsksNoOther()
    {
        var second = new PlannedUpstream("second");
        var client = new FallbackUpstreamClient([new PlannedUpstream("", PlannedUpstream.Failure(UpstreamFailure.Rejected, 400)), second]);

        await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(client));

        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task AskAsync_FirstBreaksOffInMidAnswer_AsksNoOther()
    {
        var first = new PlannedUpstream("half", PlannedUpstream.Failure(UpstreamFailure.Unavailable)) { FailsInMidAnswer = true };
        var second = new PlannedUpstream("second");

        await Assert.ThrowsAsync<UpstreamException>(() => AskAsync(new FallbackUpstreamClient([first, second])));

        Assert.Empty(second.Requests);
    }

    [Theory]
    [InlineData("""{"messages":[],"model" : "small","x":{"model":"small"}}""", """{"messages":[],"model" : "llama-3 \"8b\"","x":{"model":"small"}}""")]
    [InlineData("""{"messages":[]}""", """{"model":"llama-3 \"8b\"","messages":[]}""")]
    public async Task Aliasing_KnownModel_IsSentByItsOtherNameAndNothingElseChanges(string body, string sent)
    {
        var upstream = new PlannedUpstream("answer");
        var client = new AliasingUpstreamClient(upstream, new Dictionary<string, string> { ["small"] = "llama-3 \"8b\"" });

        await AskAsync(client, Request with { Raw = new RawRequest(ApiDialect.OpenAIChat, Encoding.UTF8.GetBytes(body), []) });
        await AskAsync(client, Request with { Model = "other" });

        Assert.Equal(["llama-3 \"8b\"", "other"], upstream.Requests.Select(request => request.Model));
        Assert.Equal(sent.Replace("\"llama-3 \\\"8b\\\"\"", "\"llama-3 \\u00228b\\u0022\"", StringComparison.Ordinal), Encoding.UTF8.GetString(upstream.Requests[0].Raw!.Body.Span));
    }

    private static async Task<string> AskAsync(IUpstreamClient client, UpstreamRequest? request = null)
    {
        var text = "";
        await foreach (var part in client.AskAsync(request ?? Request, TestContext.Current.CancellationToken))
        {
            text += (part as TextDelta)?.Text;
        }

        return text;
    }
}
