using Microsoft.Extensions.Time.Testing;
using SemanticCache.Core.Upstream.Routes;

namespace SemanticCache.Core.Tests.Upstream.Routes;

public sealed class EndpointPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EndpointPace _pace;

    public EndpointPaceTests()
    {
        _pace = new EndpointPace(_time);
    }

    [Fact]
    public void Cost_Unknown_IsNothingUntilItIsBusy()
    {
        Assert.Equal(0, _pace.Cost);
        _pace.Asked();
        Assert.Equal(2, _pace.Cost);
        _pace.Left();
        Assert.Equal(0, _pace.Cost);
    }

    [Fact]
    public void Cost_SeveralTimes_IsTheirAverageWithTheLastWeighingMost()
    {
        _pace.Began(TimeSpan.FromSeconds(1));
        _pace.Began(TimeSpan.FromSeconds(2));

        Assert.Equal(1.3, _pace.Cost, precision: 6);
    }

    [Fact]
    public void Cost_RequestsInFlight_MakeItDearer()
    {
        _pace.Began(TimeSpan.FromSeconds(1));
        _pace.Asked();
        _pace.Asked();

        Assert.Equal(3, _pace.Cost, precision: 6);
    }

    [Fact]
    public void Cost_OldTime_FadesSoThatTheSlowAreTriedAgain()
    {
        _pace.Began(TimeSpan.FromSeconds(8));
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(2, _pace.Cost, precision: 6);
    }

    [Fact]
    public void KeptWaiting_LongerThanKnown_CountsAndShorterDoesNot()
    {
        _pace.KeptWaiting(TimeSpan.FromSeconds(4));
        _pace.KeptWaiting(TimeSpan.FromSeconds(1));

        Assert.Equal(4, _pace.Cost, precision: 6);
    }

    [Fact]
    public void RecentFailure_AfterTheBreakersBreakOrAnAnswer_IsForgotten()
    {
        _pace.Failed();
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(TimeSpan.FromSeconds(9.9), _pace.RecentFailure);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(_pace.RecentFailure);

        _pace.Failed();
        _pace.Began(firstToken: null);
        Assert.Null(_pace.RecentFailure);
    }
}
