using System.Text;
using SemanticCache.Core.Pipeline;
using SemanticCache.Core.Upstream.Routes;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Upstream.Routes;

public sealed class UpstreamRouteTests : IDisposable
{
    private readonly RouteFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hi", "", 0)]
    [InlineData("long enough, urgent", "", 1)]
    [InlineData("long enough, calm", "simple", 2)]
    [InlineData("long enough, calm", "", null)]
    public void Plan_Rules_TheFirstThatFitsDecides(string question, string tag, int? rule)
    {
        var route = _fixture.Route(options =>
        {
            options.Rules.Add(new RouteRuleOptions { MaximumPromptCharacters = 2, Model = "m0" });
            options.Rules.Add(new RouteRuleOptions { Pattern = @"\burgent\b", Model = "m1" });
            options.Rules.Add(new RouteRuleOptions { Tag = "simple", Model = "m2" });
        });

        var plan = route.Plan(RouteFixture.Request with { Messages = [new ChatMessage(ChatRole.User, question)], Tags = tag.Length == 0 ? [] : ["other", tag] });

        Assert.Equal(("r", rule), (plan.Choice!.Route, plan.Choice.Rule));
        Assert.Equal(rule is null ? "large" : $"m{rule}", plan.Request.Model);
        Assert.Empty(plan.Choice.Shaping);
    }

    [Fact]
    public void Plan_RuleWithSeveralConditions_NeedsThemAll()
    {
        var route = _fixture.Route(options => options.Rules.Add(new RouteRuleOptions { Pattern = "why", Tag = "t", Model = "small" }));

        Assert.Null(route.Plan(RouteFixture.Request).Choice!.Rule);
        Assert.Equal(0, route.Plan(RouteFixture.Request with { Tags = ["t"] }).Choice!.Rule);
    }

    [Fact]
    public void Plan_Pattern_LooksAtTheUsersLastMessageOnly()
    {
        var route = _fixture.Route(options => options.Rules.Add(new RouteRuleOptions { Pattern = "code", Model = "small" }));

        var plan = route.Plan(RouteFixture.Request with
        {
            Messages = [new ChatMessage(ChatRole.User, "code?"), new ChatMessage(ChatRole.Assistant, "code!"), new ChatMessage(ChatRole.User, "thanks"), new ChatMessage(ChatRole.Tool, "code")],
        });

        Assert.Null(plan.Choice!.Rule);
    }

    [Theory]
    [InlineData("""{"model": "large","x":1}""", """{"model": "small","x":1}""")]
    [InlineData("""{ "x":1}""", """{"model":"small", "x":1}""")]
    public void Plan_RulesModel_StandsInTheCallersOwnWordsToo(string body, string sent)
    {
        var route = _fixture.Route(options => options.Rules.Add(new RouteRuleOptions { MaximumPromptCharacters = 100, Model = "small" }));

        var plan = route.Plan(RouteFixture.Request with { Raw = new RawRequest(ApiDialect.OpenAIChat, Encoding.UTF8.GetBytes(body), []) });

        Assert.Equal(sent, Encoding.UTF8.GetString(plan.Request.Raw!.Body.Span));
    }

    [Fact]
    public async Task AskAsync_RulesEndpoint_IsAskedInsteadOfTheEqualOnesAndFallsBackLikeThem()
    {
        var route = _fixture.Route(options =>
        {
            options.Fallbacks.Add("c");
            options.Rules.Add(new RouteRuleOptions { Pattern = "why", Endpoint = "b" });
        });

        var answer = RouteFixture.TextAsync(route, cancellationToken: Cancellation);
        (await _fixture.Scripts["b"].NextCallAsync(Cancellation)).Fail();
        var last = await _fixture.Scripts["c"].NextCallAsync(Cancellation);
        last.Send("from c");
        last.End();

        Assert.Equal("from c", await answer.WaitAsync(Patience.Longest, Cancellation));
        Assert.Empty(_fixture.Scripts["a"].Calls);
    }

    [Fact]
    public async Task AskAsync_EqualEndpoints_TheOneThatFailedIsAvoidedUntilItHasRested()
    {
        var route = _fixture.Route(_ => { }, endpoints: "ab");
        foreach (var script in _fixture.Scripts.Values)
        {
            script.IsManual = false;
        }

        _fixture.Endpoints["a"].Pace.Failed();
        for (var i = 0; i < 10; i++)
        {
            await RouteFixture.TextAsync(route, cancellationToken: Cancellation);
        }

        Assert.Empty(_fixture.Scripts["a"].Calls);
        _fixture.Time.Advance(TimeSpan.FromSeconds(11));
        for (var i = 0; i < 20; i++)
        {
            await RouteFixture.TextAsync(route, cancellationToken: Cancellation);
        }

        Assert.NotEmpty(_fixture.Scripts["a"].Calls);
    }

    public void Dispose() => _fixture.Dispose();
}
