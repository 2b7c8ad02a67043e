using SemanticCache.Core.Upstream;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Tests.Upstream.Routes;

public sealed class RouteValidatorTests
{
    [Fact]
    public void Validate_WholeRouteAsDefault_Succeeds()
    {
        var options = Options("main", new UpstreamRouteOptions
        {
            Endpoints = { "simulated", "other" },
            Rules = { new RouteRuleOptions { Pattern = "(?i)^hello", Tag = "t", MaximumPromptCharacters = 80, Model = "small", Endpoint = "other" } },
            MaximumOutputTokens = 300,
            HedgeAfter = TimeSpan.FromSeconds(2),
            Shaping = { Instruction = "Be brief.", HistoryTurns = 4, CompactWhiteSpace = true },
        });
        options.Default = "main";

        Assert.True(new UpstreamsOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(("simulated", "other", "none"), (options.EndpointOf("main"), options.EndpointOf("other"), options.EndpointOf("none")));
    }

    [Fact]
    public void Validate_EveryMistake_IsNamedWithItsKey()
    {
        var route = new UpstreamRouteOptions
        {
            Endpoints = { "none" },
            Fallbacks = { "nowhere", "none" },
            Rules = { new RouteRuleOptions(), new RouteRuleOptions { Pattern = "(?=a)", MaximumPromptCharacters = 0, Model = "m", Endpoint = "void" } },
            MaximumOutputTokens = 0,
            HedgeAfter = TimeSpan.Zero,
            Shaping = { HistoryTurns = 0, Instruction = new string('x', 5000) },
        };

        var mistakes = new UpstreamsOptionsValidator().Validate(null, Options("simulated", route)).Failures!.ToList();

        string[] expected =
        [
            "Upstreams:Routes:simulated: there is an endpoint", "Upstreams:Routes:simulated:Endpoints: 'none'", "Upstreams:Routes:simulated:Fallbacks: 'nowhere'",
            "Upstreams:Routes:simulated:Fallbacks: 'none'", "Upstreams:Routes:simulated: 'none' stands twice", "Upstreams:Routes:simulated:MaximumOutputTokens:",
            "Upstreams:Routes:simulated:HedgeAfter: must", "Upstreams:Routes:simulated:Shaping:HistoryTurns:", "Upstreams:Routes:simulated:Shaping:Instruction:",
            "Upstreams:Routes:simulated:Rules:0: needs a condition", "Upstreams:Routes:simulated:Rules:0: needs a Model", "Upstreams:Routes:simulated:Rules:1:MaximumPromptCharacters:",
            "Upstreams:Routes:simulated:Rules:1:Endpoint: 'void'", "Upstreams:Routes:simulated:Rules:1:Pattern:",
        ];
        Assert.All(expected, start => Assert.Contains(mistakes, mistake => mistake.StartsWith(start, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, mistakes.Count);
    }

    [Fact]
    public void Validate_NoEndpointsOrNobodyToHedgeWithOrOddName_Fails()
    {
        var mistakes = new UpstreamsOptionsValidator().Validate(null, Options("a b", new UpstreamRouteOptions { HedgeAfter = TimeSpan.FromSeconds(1) })).Failures!.ToList();

        Assert.Equal(3, mistakes.Count);
        Assert.Contains(mistakes, mistake => mistake.Contains("a route's name", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Contains("at least one endpoint", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Contains("second endpoint", StringComparison.Ordinal));
    }

    private static UpstreamsOptions Options(string name, UpstreamRouteOptions route)
    {
        var options = new UpstreamsOptions();
        options.Endpoints["other"] = new UpstreamEndpointOptions();
        options.Routes[name] = route;
        return options;
    }
}
