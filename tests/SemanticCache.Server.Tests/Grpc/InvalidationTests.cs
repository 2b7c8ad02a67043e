using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class InvalidationTests : ServiceTests
{
    private const string First = "How do I cancel an order I placed today?";
    private const string Near = "How do I cancel an order I made today?";
    private const string Far = "What does delivery to Norway cost?";

    public InvalidationTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task InvalidateEntries_ByTag_IsGoneFromBothTiersUntilUndone()
    {
        var stored = await Calls.StoreAsync(Space, First, "Open My orders and press Cancel.", new CacheControl { Tags = { "orders" } });
        await Calls.StoreAsync(Space, Far, "10 euros.");

        var result = await Calls.InvalidateAsync(Space, new InvalidationFilter { Tag = "orders" });

        Assert.Equal((1, 1), (result.MatchedCount, result.DeletedCount));
        Assert.Equal(new EntrySample { Id = stored.EntryId, Question = First }, Assert.Single(result.Sample));
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, First)).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, Near)).Metadata.Outcome);
        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(Space, Far)).Metadata.Outcome);

        Assert.Equal(1, (await Calls.UndoInvalidationAsync(Space, result.InvalidationId)).RestoredCount);

        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(Space, First)).Metadata.Outcome);
        Assert.Equal(Outcome.SemanticHit, (await Calls.LookupAsync(Space, Near)).Metadata.Outcome);
        var error = await Calls.UndoInvalidationAsync(Space, result.InvalidationId).FailsAsync(StatusCode.FailedPrecondition);
        Assert.Equal("ALREADY_UNDONE", error.Info().Reason);
    }

    [Fact]
    public async Task InvalidateEntries_DryRun_CountsAndDeletesNothing()
    {
        var stored = await Calls.StoreAsync(Space, First, "Yes.");
        await Calls.StoreAsync(Space, Far, "10 euros.");

        var near = await Calls.InvalidateAsync(Space, new InvalidationFilter { Like = Near, Within = 0.9 }, dryRun: true);
        var all = await Calls.InvalidateAsync(Space, new InvalidationFilter { All = true }, dryRun: true);

        Assert.Equal((1, 0, ""), (near.MatchedCount, near.DeletedCount, near.InvalidationId));
        Assert.Equal(stored.EntryId, Assert.Single(near.Sample).Id);
        Assert.Equal((2, 2), (all.MatchedCount, all.Sample.Count));
        Assert.Equal(2, (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount);
        Assert.Empty((await Calls.ListInvalidationsAsync(new ListInvalidationsRequest { Namespace = Space })).Invalidations);
    }

    [Fact]
    public async Task InvalidateEntries_AliasOfTheQuestion_IsNotServedAnyMore()
    {
        await Calls.StoreAsync(Space, First, "Open My orders and press Cancel.");
        Assert.Equal(Outcome.SemanticHit, (await Calls.LookupAsync(Space, Near)).Metadata.Outcome);
        await Eventually.HoldsAsync(async () => (await Calls.LookupAsync(Space, Near)).Metadata.Outcome is Outcome.ExactHit);

        var result = await Calls.InvalidateAsync(Space, new InvalidationFilter { Question = $"  {Near} " });

        Assert.Equal(1, result.DeletedCount);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, Near)).Metadata.Outcome);
        await Calls.UndoInvalidationAsync(Space, result.InvalidationId);
        Assert.Equal(Outcome.ExactHit, (await Calls.LookupAsync(Space, Near)).Metadata.Outcome);
    }

    [Fact]
    public async Task ListInvalidations_SeveralInPages_ShowsEachNewestFirst()
    {
        await Calls.StoreAsync(Space, First, "Yes.");
        var first = await Calls.InvalidateAsync(Space, new InvalidationFilter { Question = First });
        await Calls.StoreAsync(Space, Far, "10 euros.");
        var second = await Calls.InvalidateAsync(Space, new InvalidationFilter { OlderThan = Duration.FromTimeSpan(TimeSpan.Zero) });

        var page = await Calls.ListInvalidationsAsync(new ListInvalidationsRequest { Namespace = Space, PageSize = 1 });
        var rest = await Calls.ListInvalidationsAsync(new ListInvalidationsRequest { Namespace = Space, PageSize = 1, PageToken = page.NextPageToken });

        Assert.Equal(second.InvalidationId, Assert.Single(page.Invalidations).Id);
        var shown = Assert.Single(rest.Invalidations);
        Assert.Equal((first.InvalidationId, $"question \"{First}\"", InvalidationState.Done, "local"), (shown.Id, shown.Filter, shown.State, shown.Caller));
        Assert.Equal((1, 1, 0), (shown.MatchedCount, shown.DeletedCount, shown.RestoredCount));
        Assert.Equal(TimeSpan.FromDays(7), shown.ExpireTime.ToDateTimeOffset() - shown.CreateTime.ToDateTimeOffset());
        Assert.Empty(rest.NextPageToken);
    }

    [Fact]
    public async Task DeleteNamespace_WithInvalidations_TakesThemAndALaterOneOfTheNameStartsWithNone()
    {
        await Calls.StoreAsync(Space, First, "Yes.");
        var result = await Calls.InvalidateAsync(Space, new InvalidationFilter { All = true });

        await Calls.DeleteNamespaceAsync(Space);
        await Calls.UndoInvalidationAsync(Space, result.InvalidationId).FailsAsync(StatusCode.NotFound);
        await Calls.CreateNamespaceAsync(Space);

        Assert.Empty((await Calls.ListInvalidationsAsync(new ListInvalidationsRequest { Namespace = Space })).Invalidations);
        await Calls.UndoInvalidationAsync(Space, result.InvalidationId).FailsAsync(StatusCode.NotFound);
    }

    [Fact]
    public async Task DeleteEntry_Undone_IsThereAgain()
    {
        var stored = await Calls.StoreAsync(Space, First, "Yes.");

        var deleted = await Calls.DeleteEntryAsync(stored.EntryId);
        Assert.Equal(1, (await Calls.UndoInvalidationAsync(Space, deleted.InvalidationId)).RestoredCount);

        Assert.Equal("Yes.", (await Calls.GetEntryAsync(stored.EntryId)).Entry.Answer.Text);
    }

    [Fact]
    public async Task InvalidateEntries_WrongFields_AreNamed()
    {
        await Calls.CreateNamespaceAsync(Space);

        await Names(null!, "filter");
        await Names(new InvalidationFilter(), "filter");
        await Names(new InvalidationFilter { All = true, Tag = "a" }, "filter.all");
        await Names(new InvalidationFilter { Ids = { Guid.NewGuid().ToString(), "1" }, Scope = "12" }, "filter.ids[1]", "filter.scope");
        await Names(new InvalidationFilter { SourceVersion = "1" }, "filter.source_version");
        await Names(new InvalidationFilter { Like = "a" }, "filter.within");
        await Names(new InvalidationFilter { Within = 0.5, Tag = "a" }, "filter.within");
        await Names(new InvalidationFilter { Like = " ", Within = 1.5 }, "filter.like", "filter.within");
        await Names(new InvalidationFilter { Like = "a", Within = double.NaN }, "filter.within");
        await Names(new InvalidationFilter { Question = " \t" }, "filter.question");
        await Names(new InvalidationFilter { OlderThan = Duration.FromTimeSpan(TimeSpan.FromDays(-1)) }, "filter.older_than");
        await Names(new InvalidationFilter { OlderThan = Duration.FromTimeSpan(TimeSpan.FromDays(1)), CreatedBefore = new Timestamp() }, "filter.older_than");
        await Names(new InvalidationFilter { CreatedFrom = new Timestamp { Seconds = 5 }, CreatedBefore = new Timestamp { Seconds = 5 } }, "filter.created_from");
        await Names(new InvalidationFilter { CreatedFrom = new Timestamp { Seconds = long.MaxValue }, CreatedBefore = new Timestamp { Nanos = -1 } }, "filter.created_from", "filter.created_before");
        await Names(new InvalidationFilter { OlderThan = new Duration { Seconds = long.MaxValue } }, "filter.older_than");
        await Calls.ListAuditEventsAsync(new ListAuditEventsRequest { Since = new Timestamp { Seconds = long.MaxValue } }).NamesFieldsAsync("since");
        await Names(new InvalidationFilter { Like = string.Join(' ', Enumerable.Repeat("order", 2000)), Within = 0.9 }, "filter.like");
        await Calls.UndoInvalidationAsync(Space, "7").NamesFieldsAsync("invalidation_id");
        await Calls.UndoInvalidationAsync(Space, Guid.NewGuid().ToString()).FailsAsync(StatusCode.NotFound);
        await Calls.InvalidateAsync("nowhere", new InvalidationFilter { All = true }).FailsAsync(StatusCode.NotFound);
        await Calls.ListInvalidationsAsync(new ListInvalidationsRequest { Namespace = Space, PageToken = "x" }).NamesFieldsAsync("page_token");
        await Calls.ListAuditEventsAsync(new ListAuditEventsRequest { Namespace = Space, PageToken = "x" }).NamesFieldsAsync("page_token");

        Task Names(InvalidationFilter filter, params string[] fields) => Calls.InvalidateAsync(Space, filter).NamesFieldsAsync(fields);
    }
}
