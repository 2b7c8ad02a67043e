using SemanticCache.Core.Entries;

namespace SemanticCache.Store.Conformance;

/// <summary>Feedback.</summary>
public abstract class FeedbackSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    private static readonly EntryFeedback Good = new(IsGood: true, "", "", SampleEntries.Now);
    private static readonly EntryFeedback Bad = new(IsGood: false, "what?", "that", SampleEntries.Now);

    [Fact]
    public async Task AddFeedbackAsync_KnownEntry_CountsIt()
    {
        var entry = (await UpsertAsync(1))[0];

        Assert.True(await Store.AddFeedbackAsync(entry.Id, Good, Cancellation));
        Assert.True(await Store.AddFeedbackAsync(entry.Id, Bad, Cancellation));
        Assert.True(await Store.AddFeedbackAsync(entry.Id, Bad, Cancellation));

        Assert.Equal(new FeedbackCounts(1, 2), (await GetAsync(entry.Id))?.Feedback);
    }

    [Fact]
    public async Task AddFeedbackAsync_UnknownEntry_ReturnsFalse() =>
        Assert.False(await Store.AddFeedbackAsync(SampleEntries.Id(1), Good, Cancellation));

    [Fact]
    public async Task UpsertAsync_EntryWithFeedback_StartsAgain()
    {
        var entry = (await UpsertAsync(1))[0];
        await Store.AddFeedbackAsync(entry.Id, Bad, Cancellation);

        await UpsertAsync(entry);

        Assert.Equal(new FeedbackCounts(0, 0), (await GetAsync(entry.Id))?.Feedback);
    }
}
