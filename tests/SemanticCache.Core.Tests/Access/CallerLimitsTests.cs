using SemanticCache.Core.Access;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;
using SemanticCache.TestUtils;

namespace SemanticCache.Core.Tests.Access;

public sealed class CallerLimitsTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CallerLimits _limits;

    public CallerLimitsTests()
    {
        _limits = new CallerLimits(_clock);
    }

    [Fact]
    public void CountRequest_AsManyAsAllowed_PassAtOnceAndTheNextWaits()
    {
        Assert.All(Enumerable.Range(0, 6), _ => Assert.Equal(TimeSpan.Zero, _limits.CountRequest(Requester("key", 6))));

        Assert.Equal(TimeSpan.FromSeconds(10), _limits.CountRequest(Requester("key", 6)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, _limits.CountRequest(Requester("key", 6)));
        Assert.NotEqual(TimeSpan.Zero, _limits.CountRequest(Requester("key", 6)));
    }

    [Fact]
    public void CountRequest_OtherKeyOrNoLimit_IsNotHeldUp()
    {
        _limits.CountRequest(Requester("key", 1));

        Assert.NotEqual(TimeSpan.Zero, _limits.CountRequest(Requester("key", 1)));
        Assert.Equal(TimeSpan.Zero, _limits.CountRequest(Requester("other", 1)));
        Assert.Equal(TimeSpan.Zero, _limits.CountRequest(Requester("key", 0)));
    }

    [Fact]
    public void CountRequest_LimitRaised_CountsByTheNewOne()
    {
        _limits.CountRequest(Requester("key", 1));

        Assert.Equal(TimeSpan.Zero, _limits.CountRequest(Requester("key", 2)));
        Assert.Equal(TimeSpan.Zero, _limits.CountRequest(Requester("key", 2)));
        Assert.NotEqual(TimeSpan.Zero, _limits.CountRequest(Requester("key", 2)));
    }

    [Fact]
    public void MayProbe_AfterSoManyDifferentMisses_IsFalseUntilTheyComeBack()
    {
        var caller = Prober(3);
        Miss(caller, 1, 2);
        Assert.True(_limits.MayProbe(caller));

        Miss(caller, 3);

        Assert.False(_limits.MayProbe(caller));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(_limits.MayProbe(caller));
    }

    [Fact]
    public void MayProbe_SameQuestionAgainAndAgain_CountsOnce()
    {
        var caller = Prober(2);

        Miss(caller, 1, 1, 1, 1, 1);

        Assert.True(_limits.MayProbe(caller));
    }

    [Fact]
    public void MayProbe_CallerWithoutLimit_IsTrue()
    {
        var caller = Prober(0);

        Miss(caller, [.. Enumerable.Range(1, 1000)]);

        Assert.True(_limits.MayProbe(caller));
    }

    private static Caller Requester(string key, int perMinute) => new("acme", "bot") { KeyId = key, RequestsPerMinute = perMinute };

    private static Caller Prober(int perMinute) => new("acme", "bot") { KeyId = "key", MissesPerMinute = perMinute };

    private void Miss(Caller caller, params int[] questions)
    {
        foreach (var question in questions)
        {
            _limits.CountMiss(caller, new EntryId(new Guid(question, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        }
    }
}
