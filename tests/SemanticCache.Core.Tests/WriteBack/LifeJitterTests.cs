using FsCheck.Xunit;
using SemanticCache.Core.Entries;
using SemanticCache.Core.WriteBack;

namespace SemanticCache.Core.Tests.WriteBack;

public sealed class LifeJitterTests
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    [Property]
    public bool Shorten_AnyEntry_TakesAwayAShareUpToThePercentTheSameEachTime(Guid id, byte percent)
    {
        var most = percent % 51;
        var life = LifeJitter.Shorten(Life, new EntryId(id), most);

        return life <= Life && life >= Life * (1 - (most / 100.0)) && life == LifeJitter.Shorten(Life, new EntryId(id), most);
    }

    [Fact]
    public void Shorten_ManyEntries_SpreadsThemEvenly()
    {
        var random = new Random(7);
        var bytes = new byte[16];
        var buckets = new int[10];
        for (var i = 0; i < 10_000; i++)
        {
            random.NextBytes(bytes);
            var taken = (Life - LifeJitter.Shorten(Life, new EntryId(new Guid(bytes)), 10)) / (Life * 0.1);
            buckets[(int)(taken * buckets.Length)]++;
        }

        Assert.All(buckets, count => Assert.InRange(count, 850, 1_150));
    }
}
