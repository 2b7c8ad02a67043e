using SemanticCache.Core.Entries;
using SemanticCache.Core.Invalidation;
using SemanticCache.Core.Records;
using SemanticCache.Core.Scoping;
using SemanticCache.Core.Search;

namespace SemanticCache.Core.Tests.Invalidation;

public sealed class InvalidatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Conditions => ["id", "tag", "source", "source version", "tenant", "scope", "age", "from", "question", "alias", "near"];

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task InvalidateAsync_OneCondition_DeletesWhatItHoldsForOnly(string name)
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync("Where is my order?");
        fixture.Pipeline.Time.Advance(TimeSpan.FromHours(1));
        fixture.Pipeline.Embedder.Place("Cancel an order, how?", "How do I cancel an order?", 0.95);
        var chosen = fixture.Entry("How do I cancel an order?") with { Tenant = "other", Scope = new ScopeId(9), Tags = ["all", "orders"], Sources = [new("handbook", "3"), new("terms", "1")] };
        await fixture.StoreAsync(chosen, "cancel order");
        fixture.Pipeline.Time.Advance(TimeSpan.FromHours(1));
        await fixture.StoreAsync("What does delivery cost?");
        var filter = InvalidationFixture.Nothing;
        filter = name switch
        {
            "id" => filter with { Ids = [chosen.Id, InvalidationFixture.IdOf("unknown")] },
            "tag" => filter with { Tag = "orders" },
            "source" => filter with { SourceId = "terms" },
            "source version" => filter with { SourceId = "terms", SourceVersion = "1" },
            "tenant" => filter with { Tenant = "other" },
            "scope" => filter with { Scope = new ScopeId(9) },
            "age" => filter with { CreatedBefore = chosen.CreatedAt.AddTicks(1), CreatedFrom = chosen.CreatedAt },
            "from" => filter with { CreatedFrom = chosen.CreatedAt, Tag = "orders" },
            "question" => filter with { Question = chosen.Question },
            "alias" => filter with { Question = "cancel order" },
            _ => filter with { Near = fixture.Near("Cancel an order, how?", 0.9) },
        };

        var preview = await fixture.PreviewAsync(filter);
        var result = await fixture.InvalidateAsync(filter);

        Assert.Equal((1, 0, ""), (preview.Matched, preview.Deleted, preview.Id));
        Assert.Equal(chosen.Id, Assert.Single(preview.Sample).Id);
        Assert.Equal((1, 1), (result.Matched, result.Deleted));
        Assert.Equal(["What does delivery cost?", "Where is my order?"], fixture.Questions);
        Assert.Empty(fixture.Store.Aliases);
    }

    [Fact]
    public async Task InvalidateAsync_TwoConditions_DeletesWhereBothHold()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync(fixture.Entry("a") with { Tags = ["x"], Tenant = "one" });
        await fixture.StoreAsync(fixture.Entry("b") with { Tags = ["x"], Tenant = "two" });

        await fixture.InvalidateAsync(InvalidationFixture.Nothing with { Tag = "x", Tenant = "two" });

        Assert.Equal(["a"], fixture.Questions);
    }

    [Fact]
    public async Task InvalidateAsync_NearInAnyScope_ComparesEveryWordingOfTheSameModel()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        fixture.Pipeline.Embedder.Place("near", "text", 0.91);
        fixture.Pipeline.Embedder.Place("far", "text", 0.89);
        await fixture.StoreAsync(fixture.Entry("near") with { Scope = new ScopeId(1) });
        await fixture.StoreAsync(fixture.Entry("far") with { Scope = new ScopeId(2) });
        await fixture.StoreAsync(fixture.Entry("by alias") with { Scope = new ScopeId(3) }, "text");
        await fixture.StoreAsync(fixture.Entry("near ") with { EmbeddingFingerprint = "another", Vector = fixture.Pipeline.Embedder.VectorOf("text") });

        var result = await fixture.InvalidateAsync(InvalidationFixture.Nothing with { Near = fixture.Near("text", 0.9) });

        Assert.Equal(2, result.Deleted);
        Assert.Equal(["far", "near "], fixture.Questions);
    }

    [Fact]
    public async Task InvalidateAsync_Expired_DeletesItToo()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync(fixture.Entry("stale") with { ExpiresAt = fixture.Pipeline.Time.GetUtcNow() });

        Assert.Equal(1, (await fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true })).Deleted);
    }

    [Fact]
    public async Task InvalidateAsync_AnotherNamespace_IsLeftAlone()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        var other = await fixture.StoreAsync(fixture.Entry("other") with { Namespace = "other" });

        var result = await fixture.InvalidateAsync(InvalidationFixture.Nothing with { Ids = [other.Id] });
        await fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true });

        Assert.Equal((0, ""), (result.Deleted, result.Id));
        Assert.Equal(["other"], fixture.Questions);
    }

    [Fact]
    public async Task InvalidateAsync_ThousandsOfEntries_KeepsThemInRecordsOfBoundedSize()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.Store.UpsertAsync([.. Enumerable.Range(0, 2_500).Select(number => fixture.Entry($"Question {number}?"))], Cancellation);
        await fixture.Store.UpsertAsync([.. Enumerable.Range(0, 3).Select(number => fixture.Entry(Incompressible(number)))], Cancellation);

        var result = await fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true });

        Assert.Equal((2_503, 2_503), (result.Matched, result.Deleted));
        Assert.Empty(fixture.Store.Entries);
        var records = await fixture.Store.ListRecordsAsync(new RecordFilter(RecordKinds.InvalidatedEntries), new PageRequest(100, ""), Cancellation);
        Assert.InRange(records.Records.Count, 13, 30);
        Assert.All(records.Records, record => Assert.InRange(record.Content.Length, 1, 1024 * 1024));
        Assert.Equal(10, result.Sample.Count);
    }

    [Fact]
    public async Task InvalidateAsync_DeletedEntry_IsNotServedAnyMore()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        var request = TestUtils.Ask.For("How do I cancel an order?");
        await fixture.Pipeline.CompleteAndStoreAsync(request, Cancellation);
        Assert.Equal(Core.Pipeline.CacheOutcomeKind.ExactHit, (await fixture.Pipeline.Pipeline.LookupAsync(request, Cancellation)).Kind);

        await fixture.InvalidateAsync(InvalidationFixture.Nothing with { Question = "How do I cancel an order?" });

        Assert.Equal(Core.Pipeline.CacheOutcomeKind.Miss, (await fixture.Pipeline.Pipeline.LookupAsync(request, Cancellation)).Kind);
    }

    [Fact]
    public async Task InvalidateAsync_DeletingFailsAfterKeeping_LosesNothing()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.StoreAsync("a", "b");
        var before = fixture.Snapshot();
        fixture.Store.Deletes.Fail();

        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true }));

        fixture.Store.Deletes.Clear();
        Assert.Equal(before, fixture.Snapshot());
        var left = Assert.Single(await fixture.ListAsync());
        Assert.Equal((InvalidationState.Running, true), (left.State, left.IsActive(fixture.Pipeline.Time.GetUtcNow())));
        Assert.Equal(UndoOutcome.Busy, (await fixture.UndoAsync(left.Id)).Outcome);
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new UndoResult(UndoOutcome.Undone, 0), await fixture.UndoAsync(left.Id));
        Assert.Equal(before, fixture.Snapshot());
    }

    [Fact]
    public async Task InvalidateAsync_CutOffAfterSomeBatches_UndoBringsTheseBack()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.Store.UpsertAsync([.. Enumerable.Range(0, 500).Select(number => fixture.Entry($"Question {number}?"))], Cancellation);
        var before = fixture.Snapshot();
        fixture.Store.Deletes.Hang();
        var running = fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true });
        await fixture.Store.Deletes.WhenHanging(Cancellation);
        fixture.Store.Deletes.Release();
        fixture.Store.Deletes.Hang();
        await fixture.Store.Deletes.WhenHanging(Cancellation);
        fixture.Store.Deletes.Fail();
        fixture.Store.Deletes.Release();
        await Assert.ThrowsAsync<InvalidOperationException>(() => running);
        fixture.Store.Deletes.Clear();
        Assert.Equal(300, fixture.Store.Entries.Count);

        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        var undone = await fixture.UndoAsync(Assert.Single(await fixture.ListAsync()).Id);

        Assert.Equal(new UndoResult(UndoOutcome.Undone, 200), undone);
        Assert.Equal(before, fixture.Snapshot());
    }

    [Fact]
    public async Task InvalidateAsync_ReplacedBeforeItIsDeleted_KeepsTheNewerAnswer()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        var old = await fixture.StoreAsync("a");
        fixture.Store.Deletes.Hang();
        var running = fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true });
        await fixture.Store.Deletes.WhenHanging(Cancellation);
        await fixture.StoreAsync(old with { CreatedAt = old.CreatedAt.AddTicks(1), Answer = new Answer { Text = "Newer." } });
        fixture.Store.Deletes.Clear();

        var result = await running;

        Assert.Equal((1, 0), (result.Matched, result.Deleted));
        Assert.Equal("Newer.", Assert.Single(fixture.Store.Entries).Answer.Text);
        Assert.Equal(new UndoResult(UndoOutcome.Undone, 0), await fixture.UndoAsync(result.Id));
        Assert.Equal("Newer.", Assert.Single(fixture.Store.Entries).Answer.Text);
    }

    [Fact]
    public async Task InvalidateAsync_UndoneWhileItRuns_StopsBeforeTheNextBatch()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        await fixture.Store.UpsertAsync([.. Enumerable.Range(0, 500).Select(number => fixture.Entry($"Question {number}?"))], Cancellation);
        var before = fixture.Snapshot();
        fixture.Store.Deletes.Hang();
        var running = fixture.InvalidateAsync(InvalidationFixture.Nothing with { All = true });
        await fixture.Store.Deletes.WhenHanging(Cancellation);

        // Whoever hangs for longer than a minute is taken for gone.
        fixture.Pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(UndoOutcome.Undone, (await fixture.UndoAsync(Assert.Single(await fixture.ListAsync()).Id)).Outcome);
        Assert.Equal(before, fixture.Snapshot());
        fixture.Store.Deletes.Clear();

        await Assert.ThrowsAsync<InvalidationStoppedException>(() => running);
        Assert.Equal(300, fixture.Store.Entries.Count);
    }

    [Fact]
    public async Task InvalidateAsync_RemovedByAMerge_CannotComeBackByItsUndo()
    {
        await using var fixture = await InvalidationFixture.StartAsync();
        var removed = await fixture.StoreAsync("removed");
        fixture.Pipeline.Time.Advance(TimeSpan.FromHours(1));
        var kept = await fixture.StoreAsync("kept");
        Assert.True(await fixture.Store.MergeAsync(new EntryMerge(new MergeId(removed.Id.Value), kept.Id, removed.Id, "same", kept.CreatedAt), 4, Cancellation));

        await fixture.InvalidateAsync(InvalidationFixture.Nothing with { CreatedBefore = kept.CreatedAt });

        Assert.Equal(["kept"], fixture.Questions);
        Assert.Empty((await fixture.Store.ListMergesAsync("bot", new PageRequest(10, ""), Cancellation)).Merges);
    }

    // Random letters do not shrink: three such questions of 300 kB do not fit one record.
    private static string Incompressible(int seed)
    {
        var random = new Random(seed);
        return string.Create(400_000, random, (span, from) => from.GetItems("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", span));
    }
}
