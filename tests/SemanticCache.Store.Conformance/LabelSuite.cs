using SemanticCache.Core.Entries;
using SemanticCache.Core.Policies;

namespace SemanticCache.Store.Conformance;

/// <summary>Labels of hits.</summary>
public abstract class LabelSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task ListLabelsAsync_StoredLabels_AreReturnedWholeInOrder()
    {
        var first = Label(1) with { Origin = LabelOrigin.Audited, IsRight = false, Score = -1.25 };
        var second = Label(2) with { Origin = LabelOrigin.Feedback };

        await AddAsync(10, first, second);

        Assert.Equal([first, second], await ListAsync());
    }

    [Fact]
    public async Task ListLabelsAsync_OtherNamespace_HasItsOwn()
    {
        await AddAsync(10, Label(1), Label(2) with { Namespace = "other" });

        Assert.Equal([Label(1)], await ListAsync());
        Assert.Equal([Label(2) with { Namespace = "other" }], await ListAsync("other"));
    }

    [Fact]
    public async Task AddLabelsAsync_SameEntryAndQuestion_ReplacesAndCountsAsNew()
    {
        await AddAsync(10, Label(1), Label(2));

        await AddAsync(10, Label(1) with { IsRight = false });

        Assert.Equal([Label(2), Label(1) with { IsRight = false }], await ListAsync());
    }

    [Fact]
    public async Task AddLabelsAsync_MoreThanAreKept_DropsTheOldestOfTheNamespaceAlone()
    {
        await AddAsync(10, Label(9) with { Namespace = "other" });

        await AddAsync(2, Label(1), Label(2), Label(3));

        Assert.Equal([Label(2), Label(3)], await ListAsync());
        Assert.Single(await ListAsync("other"));
    }

    [Fact]
    public async Task AddLabelsAsync_ScoreIsNoNumber_StoresNothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(10, Label(1), Label(2) with { Score = double.NaN }));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task RemoveLabelsAsync_Wordings_RemovesThoseOfTheirEntriesAndQuestionsAlone()
    {
        await AddAsync(10, Label(1), Label(2), Label(3), Label(1) with { Namespace = "other", Question = Label(9).Question });

        Assert.Equal(2, await Store.RemoveLabelsAsync("bot", [Label(1).Entry, Label(3).Question], Cancellation));

        Assert.Equal([Label(2)], await ListAsync());
        Assert.Single(await ListAsync("other"));
    }

    [Fact]
    public async Task RemoveLabelsAsync_Namespace_RemovesItsLabelsAlone()
    {
        await AddAsync(10, Label(1), Label(2), Label(3) with { Namespace = "other" });

        Assert.Equal(2, await Store.RemoveLabelsAsync("bot", Cancellation));

        Assert.Empty(await ListAsync());
        Assert.Single(await ListAsync("other"));
    }

    [Fact]
    public async Task TryDeleteAsync_Namespace_TakesItsLabelsWithIt()
    {
        await Namespaces.TryCreateAsync(new CacheNamespace("bot", new NamespacePolicy(), SampleEntries.Now, SampleEntries.Now, 1), Cancellation);
        await AddAsync(10, Label(1));

        await Namespaces.TryDeleteAsync("bot", Cancellation);

        Assert.Empty(await ListAsync());
    }

    private static HitLabel Label(int number) => new()
    {
        Namespace = "bot",
        Entry = SampleEntries.Id(number),
        AnsweredAt = SampleEntries.Now,
        Question = SampleEntries.Id(100 + number),
        Score = number,
        IsRight = true,
        Origin = LabelOrigin.Refused,
        At = SampleEntries.Now.AddMinutes(number),
    };

    private async Task AddAsync(int keep, params HitLabel[] labels) => await Store.AddLabelsAsync(labels, keep, Cancellation);

    private async Task<IReadOnlyList<HitLabel>> ListAsync(string name = "bot") => await Store.ListLabelsAsync(name, Cancellation);
}
