using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Tests.Upstream.Routes;

public sealed class EndpointBalancerTests : IDisposable
{
    private readonly RouteFixture _fixture = new();

    [Fact]
    public void Order_OfTwo_TheFasterIsFirstAlways()
    {
        _fixture.Endpoints["a"].Pace.Began(TimeSpan.FromSeconds(2));
        _fixture.Endpoints["b"].Pace.Began(TimeSpan.FromSeconds(1));

        Assert.All(FirstOf("ab", times: 50), first => Assert.Equal("b", first));
    }

    [Fact]
    public void Order_OfThree_TheFastestGetsMostAndTheSlowestNothing()
    {
        _fixture.Endpoints["a"].Pace.Began(TimeSpan.FromSeconds(3));
        _fixture.Endpoints["b"].Pace.Began(TimeSpan.FromSeconds(2));
        _fixture.Endpoints["c"].Pace.Began(TimeSpan.FromSeconds(1));

        var shares = FirstOf("abc", times: 300).CountBy(name => name).ToDictionary();

        // Of the three pairs that can be drawn, two hold the fastest.
        Assert.InRange(shares["c"], 150, 250);
        Assert.InRange(shares["b"], 50, 150);
        Assert.False(shares.ContainsKey("a"));
    }

    [Fact]
    public void Order_AllUnknown_SpreadsOverAll() =>
        Assert.All(FirstOf("abc", times: 300).CountBy(name => name), share => Assert.InRange(share.Value, 60, 140));

    [Fact]
    public void Order_FastButBusy_GoesToTheOther()
    {
        _fixture.Endpoints["a"].Pace.Began(TimeSpan.FromSeconds(1));
        _fixture.Endpoints["b"].Pace.Began(TimeSpan.FromSeconds(2));
        _fixture.Endpoints["a"].Pace.Asked();
        _fixture.Endpoints["a"].Pace.Asked();

        Assert.All(FirstOf("ab", times: 20), first => Assert.Equal("b", first));
    }

    [Fact]
    public void Order_FailedLately_ComeLastWithTheLongestRestedFirst()
    {
        _fixture.Endpoints["a"].Pace.Failed();
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        _fixture.Endpoints["b"].Pace.Failed();

        Assert.Equal(["c", "a", "b"], Balancer("abc").Order().Select(endpoint => endpoint.Name));

        _fixture.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("b", FirstOf("abc", times: 50));
    }

    public void Dispose() => _fixture.Dispose();

    private EndpointBalancer Balancer(string names) => new([.. names.Select(name => _fixture.Endpoints[name.ToString()])], new Random(7));

    private List<string> FirstOf(string names, int times)
    {
        var balancer = Balancer(names);
        return [.. Enumerable.Range(0, times).Select(_ => balancer.Order()[0].Name)];
    }
}
