using SemanticCache.Core.Scoping;

namespace SemanticCache.Store.Conformance;

/// <summary>Searching.</summary>
public abstract class SearchSuite<THarness> : StoreSuite<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task SearchAsync_EmptyStore_ReturnsNothing() => Assert.Empty(await SearchAsync(QueryFor(SampleEntries.Create(1))));

    [Fact]
    public async Task SearchAsync_SeveralAboveTheFloor_ReturnsThemBestFirstWithTheirSimilarity()
    {
        double[] cosines = [0.80, 0.99, 0.95, 0.70, 0.91];
        var target = SampleEntries.Create(100);
        await UpsertAsync([.. cosines.Select((cosine, number) => SampleEntries.Create(number) with
        {
            Vector = SampleEntries.At(target.Vector.Span, cosine, number),
        })]);

        var candidates = await Store.SearchAsync(QueryFor(target), Cancellation);

        Assert.Equal([SampleEntries.Id(1), SampleEntries.Id(2), SampleEntries.Id(4)], candidates.Select(candidate => candidate.Entry.Id));
        Assert.Equal(
            [0.99f, 0.95f, 0.91f],
            candidates.Select(candidate => candidate.Similarity),
            (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [Fact]
    public async Task SearchAsync_MoreThanTheLimit_ReturnsTheBest()
    {
        var target = SampleEntries.Create(100);
        await UpsertAsync([.. Enumerable.Range(0, 30).Select(number => SampleEntries.Create(number) with
        {
            Vector = SampleEntries.At(target.Vector.Span, 0.90 + (number * 0.003), number),
        })]);

        var found = await SearchAsync(QueryFor(target) with { Limit = 3 });

        Assert.Equal([SampleEntries.Id(29), SampleEntries.Id(28), SampleEntries.Id(27)], found);
    }

    [Fact]
    public async Task SearchAsync_OutOfTheBestOnesReach_IsLeftOut()
    {
        double[] cosines = [0.80, 0.99, 0.95, 0.70, 0.91];
        var target = SampleEntries.Create(100);
        await UpsertAsync([.. cosines.Select((cosine, number) => SampleEntries.Create(number) with
        {
            Vector = SampleEntries.At(target.Vector.Span, cosine, number),
        })]);

        Assert.Equal([SampleEntries.Id(1), SampleEntries.Id(2)], await SearchAsync(QueryFor(target) with { MinimumSimilarity = 0.5f, Reach = 0.05f }));
        Assert.Equal(5, (await SearchAsync(QueryFor(target) with { MinimumSimilarity = 0.5f, Reach = 0.5f })).Length);
    }

    [Fact]
    public async Task SearchAsync_WholeEntry_IsReturned()
    {
        var entry = SampleEntries.Create(1);
        await UpsertAsync(entry);

        var candidate = Assert.Single(await Store.SearchAsync(QueryFor(entry), Cancellation));

        EntryAssert.Same(entry, candidate.Entry);
    }

    [Fact]
    public async Task SearchAsync_AtTheExpiry_DoesNotReturnTheEntry()
    {
        var entry = SampleEntries.Create(1) with { ExpiresAt = SampleEntries.Now.AddMinutes(5).AddTicks(7) };
        await UpsertAsync(entry);

        Assert.Single(await SearchAsync(QueryFor(entry) with { Now = entry.ExpiresAt.AddTicks(-1) }));
        Assert.Empty(await SearchAsync(QueryFor(entry) with { Now = entry.ExpiresAt }));
    }

    [Fact]
    public async Task SearchAsync_OtherScope_DoesNotReturnTheEntry()
    {
        var entry = SampleEntries.Create(1);
        await UpsertAsync(entry);

        var oneBitOff = new ScopeId(entry.Scope.Value ^ 1);

        Assert.Empty(await SearchAsync(QueryFor(entry) with { Scope = oneBitOff }));
        Assert.Empty(await SearchAsync(QueryFor(entry) with { Scope = new ScopeId(entry.Scope.Value ^ (UInt128.One << 127)) }));
    }

    [Fact]
    public async Task SearchAsync_OtherFingerprint_DoesNotReturnTheEntryButKeepsIt()
    {
        var entry = SampleEntries.Create(1);
        await UpsertAsync(entry);

        Assert.Empty(await SearchAsync(QueryFor(entry) with { EmbeddingFingerprint = "model-b" }));
        Assert.NotNull(await GetAsync(entry.Id));
    }

    [Fact]
    public async Task SearchAsync_OtherDimension_ReturnsNothing()
    {
        var entry = SampleEntries.Create(1);
        await UpsertAsync(entry);

        Assert.Empty(await SearchAsync(QueryFor(entry) with { Vector = SampleEntries.Vector(1, 32), MinimumSimilarity = -1 }));
    }

    [Fact]
    public async Task SearchAsync_EntryMovedToAnotherScope_IsFoundThereOnly()
    {
        var before = SampleEntries.Create(1);
        var after = before with { Scope = new ScopeId(1) };
        await UpsertAsync(before);
        await UpsertAsync(after);

        Assert.Empty(await SearchAsync(QueryFor(before)));
        Assert.Single(await SearchAsync(QueryFor(after)));
    }

    [Fact]
    public async Task SearchAsync_EntryReplacedByOneWithoutVector_IsNotFound()
    {
        var entry = SampleEntries.Create(1);
        await UpsertAsync(entry);
        await UpsertAsync(entry with { Vector = default, EmbeddingFingerprint = "" });

        Assert.Empty(await SearchAsync(QueryFor(entry)));
        Assert.NotNull(await GetAsync(entry.Id));
    }
}
