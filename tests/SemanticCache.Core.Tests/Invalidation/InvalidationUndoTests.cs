using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Records;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Tests.Invalidation;

public sealed class InvalidationUndoTests
{
    private static readonly InvalidationFilter All = InvalidationFixture.Nothing with { All = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UndoAsync_Once_BringsEntriesAndAliasesBack()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync(fixture.Entry("a") with { AnswerVector = fixture.Pipeline.Embedder.VectorOf("answer") }, "b", "c");
        await fixture.StoreAsync(fixture.Entry("d") with { Vector = default, EmbeddingFingerprint = "" });
        var before = fixture.Snapshot();
        var result = await fixture.InvalidateAsync(All);
        Assert.Empty(fixture.Store.Aliases);

        var undone = await fixture.UndoAsync(result.Id);

        Assert.Equal(new UndoResult(UndoOutcome.Undone, 2), undone);
        Assert.Equal(before, fixture.Snapshot());
        Assert.Equal(UndoOutcome.AlreadyUndone, (await fixture.UndoAsync(result.Id)).Outcome);
        Assert.Equal((InvalidationState.Undone, 2), (Assert.Single(await fixture.ListAsync()).State, (await fixture.ListAsync())[0].Restored));
        Assert.Empty((await fixture.Store.ListRecordsAsync(new RecordFilter(RecordKinds.InvalidatedEntries), new PageRequest(9, ""), Cancellation)).Records);
    }

    [Fact]
    public async Task UndoAsync_AnsweredAnewOrExpired_IsLeftAsItIs()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync("replaced", "old alias");
        await fixture.StoreAsync("became an alias");
        await fixture.StoreAsync(fixture.Entry("expired") with { ExpiresAt = fixture.Pipeline.Time.GetUtcNow().AddMinutes(5) });
        await fixture.StoreAsync("keeps one", "taken", "free");
        var result = await fixture.InvalidateAsync(All);
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(10));
        await fixture.StoreAsync(fixture.Entry("replaced") with { Answer = new Answer { Text = "Newer." } });
        await fixture.StoreAsync("new", "became an alias", "taken");

        var undone = await fixture.UndoAsync(result.Id);

        Assert.Equal(1, undone.Restored);
        Assert.Equal(["keeps one", "new", "replaced"], fixture.Questions);
        Assert.Equal("Newer.", fixture.Store.Entries.Single(entry => entry.Question == "replaced").Answer.Text);
        var owners = fixture.Store.Aliases.ToDictionary(alias => alias.Question, alias => alias.Entry);
        Assert.Equal(["became an alias", "free", "taken"], owners.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(InvalidationFixture.IdOf("new"), owners["taken"]);
        Assert.Equal(InvalidationFixture.IdOf("keeps one"), owners["free"]);
    }

    [Fact]
    public async Task UndoAsync_ExpiredInItsPlace_IsReplaced()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync(fixture.Entry("a") with { ExpiresAt = fixture.Pipeline.Time.GetUtcNow().AddHours(5) });
        var result = await fixture.InvalidateAsync(All);
        await fixture.StoreAsync(fixture.Entry("a") with { ExpiresAt = fixture.Pipeline.Time.GetUtcNow().AddSeconds(10), Answer = new Answer { Text = "Short." } });
        fixture.Pipeline.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(1, (await fixture.UndoAsync(result.Id)).Restored);

        Assert.Equal("Answer to a", Assert.Single(fixture.Store.Entries).Answer.Text);
    }

    [Fact]
    public async Task UndoAsync_AfterTheGracePeriod_IsNotFoundAndSwept()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync(fixture.Entry("a") with { ExpiresAt = fixture.Pipeline.Time.GetUtcNow().AddDays(30) });
        var result = await fixture.InvalidateAsync(All);
        fixture.Pipeline.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(UndoOutcome.NotFound, (await fixture.UndoAsync(result.Id)).Outcome);
        Assert.Empty(await fixture.ListAsync());

        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(11));
        await TestUtils.Eventually.HoldsAsync(() => CountRecords(fixture) == 0, Cancellation);
    }

    [Fact]
    public async Task UndoAsync_ByAnotherTenantOrForANamespaceCreatedSince_IsNotFound()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync("a");
        var result = await fixture.InvalidateAsync(InvalidationFixture.Nothing with { Tenant = "acme" });
        var later = fixture.Target with { CreatedAt = fixture.Target.CreatedAt.AddTicks(1) };

        Assert.Equal(UndoOutcome.NotFound, (await fixture.UndoAsync(result.Id, tenant: "other")).Outcome);
        Assert.Equal(UndoOutcome.NotFound, (await fixture.UndoAsync(result.Id, target: later)).Outcome);
        Assert.Equal(UndoOutcome.NotFound, (await fixture.UndoAsync(result.Id, target: fixture.Target with { Name = "other" })).Outcome);
        Assert.Empty(await fixture.ListAsync(tenant: "other"));
        Assert.Empty(await fixture.ListAsync(target: later));
        Assert.Equal(UndoOutcome.Undone, (await fixture.UndoAsync(result.Id, tenant: "acme")).Outcome);
    }

    [Fact]
    public async Task UndoAsync_FailsHalfWay_GoesOnWhenTriedAgain()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.Store.UpsertAsync([.. Enumerable.Range(0, 500).Select(number => fixture.Entry($"Question {number}?"))], Cancellation);
        var before = fixture.Snapshot();
        var result = await fixture.InvalidateAsync(All);
        fixture.Store.Upserts.Fail();
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.UndoAsync(result.Id));
        fixture.Store.Upserts.Clear();
        Assert.Equal(UndoOutcome.Busy, (await fixture.UndoAsync(result.Id)).Outcome);

        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        var undone = await fixture.UndoAsync(result.Id);

        Assert.Equal(new UndoResult(UndoOutcome.Undone, 500), undone);
        Assert.Equal(before, fixture.Snapshot());
    }

    [Fact]
    public async Task DeleteOfNamespaceAsync_DeletedNamespace_TakesWhatWasKeptBeforeOnly()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync("a");
        await fixture.InvalidateAsync(All);
        fixture.Pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        var deleted = fixture.Pipeline.Time.GetUtcNow();
        await fixture.StoreAsync("b");
        var later = await fixture.InvalidateAsync(All);

        await fixture.Pipeline.Get<IRecordStore>().DeleteOfNamespaceAsync("bot", deleted, Cancellation);

        Assert.Equal(later.Id, Assert.Single(await fixture.ListAsync()).Id);
        Assert.Equal(2, CountRecords(fixture));
    }

    [Fact]
    public async Task EraseAsync_KeptEntriesWithATag_AreNotBroughtBack()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.Store.UpsertAsync([.. Enumerable.Range(0, 500).Select(number => fixture.Entry($"Question {number}?"))], Cancellation);
        await fixture.StoreAsync(fixture.Entry("hers") with { Tags = ["she"] }, "also hers");
        await fixture.StoreAsync(fixture.Entry("his") with { Tags = ["he"] });
        var result = await fixture.InvalidateAsync(All);

        Assert.Equal(1, await fixture.Pipeline.Get<KeptEntryEraser>().EraseAsync("bot", "she", tenant: null, Cancellation));
        Assert.Equal(0, await fixture.Pipeline.Get<KeptEntryEraser>().EraseAsync("bot", "she", tenant: null, Cancellation));

        Assert.Equal(501, (await fixture.UndoAsync(result.Id)).Restored);
        Assert.DoesNotContain("hers", fixture.Questions);
        Assert.Contains("his", fixture.Questions);
        Assert.Empty(fixture.Store.Aliases);
    }

    private static int CountRecords(InvalidationFixture fixture) => fixture.Store.Records.Count(record => record.Kind.StartsWith("invalidat", StringComparison.Ordinal));
}
