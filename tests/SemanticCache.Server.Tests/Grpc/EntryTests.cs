using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class EntryTests : ServiceTests
{
    public EntryTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task GetEntry_AfterAHit_ShowsEverything()
    {
        var stored = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");
        await Calls.LookupAsync(Space, "Where do I see my orders?");
        await Eventually.HoldsAsync(async () => (await Calls.GetEntryAsync(stored.EntryId)).Entry.HitCount == 1);

        var entry = (await Calls.GetEntryAsync(stored.EntryId)).Entry;

        Assert.Equal(stored.EntryId, entry.Id);
        Assert.Equal(Space, entry.Namespace);
        Assert.Equal("Where do I see my orders?", entry.Question);
        Assert.Equal("There.", entry.Answer.Text);
        Assert.True(entry.Semantic);
        Assert.True(entry.LastUseTime >= entry.CreateTime);
    }

    [Fact]
    public async Task ListEntries_InPages_ReturnsEachOnce()
    {
        var stored = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            stored.Add((await Calls.StoreAsync(Space, $"Question number {i}?", "Yes.")).EntryId);
        }

        var request = new ListEntriesRequest { Namespace = Space, PageSize = 2 };
        var listed = new List<string>();
        do
        {
            var page = await Calls.ListEntriesAsync(request);
            Assert.InRange(page.Entries.Count, 1, 2);
            listed.AddRange(page.Entries.Select(entry => entry.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(stored.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ListEntries_ByWords_FindsThemInQuestionsAndAnswersInAnyCase()
    {
        var asked = await Calls.StoreAsync(Space, "How large may a PARCEL be?", "As large as a chair.");
        var answered = await Calls.StoreAsync(Space, "Who delivers to islands?", "A parcel service does.");
        await Calls.StoreAsync(Space, "How are gifts wrapped?", "In paper.");

        var found = await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, Contains = "parcel" });

        Assert.Equal(new[] { asked.EntryId, answered.EntryId }.Order(StringComparer.Ordinal), found.Entries.Select(entry => entry.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ListEntries_ByMeaning_FindsWhatComesNear()
    {
        var near = await Calls.StoreAsync(Space, "How do I cancel an order?", "Choose Cancel.");
        await Calls.StoreAsync(Space, "Which currencies does the shop take?", "All of them.");

        var found = await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, Like = "How can I cancel my order?", Within = 0.7 });

        Assert.Equal(near.EntryId, Assert.Single(found.Entries).Id);
    }

    [Fact]
    public async Task ListEntries_MeaningWithoutSimilarityOrBlank_NamesTheFields()
    {
        await Calls.StoreAsync(Space, "Is this here?", "Yes.");

        await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, Like = "Here?" }).NamesFieldsAsync("within");
        await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, Like = " ", Within = 2 }).NamesFieldsAsync("like", "within");
    }

    [Fact]
    public async Task ListEntries_ByTag_ReturnsThoseThatCarryIt()
    {
        await Calls.StoreAsync(Space, "Tagged?", "Yes.", new CacheControl { Tags = { "a", "b" } });
        await Calls.StoreAsync(Space, "Untagged?", "Yes.");

        var page = await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, Tag = "b" });

        Assert.Equal("Tagged?", Assert.Single(page.Entries).Question);
    }

    [Fact]
    public async Task PinEntry_Stored_ShowsItAndIsUndone()
    {
        var stored = await Calls.StoreAsync(Space, "Pinned?", "Yes.");

        Assert.True((await Calls.PinEntryAsync(stored.EntryId, pinned: true)).Entry.Pinned);
        Assert.True((await Calls.GetEntryAsync(stored.EntryId)).Entry.Pinned);

        Assert.False((await Calls.PinEntryAsync(stored.EntryId, pinned: false)).Entry.Pinned);
        Assert.False(Assert.Single((await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space })).Entries).Pinned);
    }

    [Fact]
    public async Task PinEntry_UnknownEntry_IsNotFound()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => Calls.PinEntryAsync(Guid.NewGuid().ToString(), pinned: true));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task Store_NamespaceIsFullOfPinnedEntries_IsRefused()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { MaxEntries = 1 });
        var stored = await Calls.StoreAsync(Space, "Pinned?", "Yes.");
        await Calls.PinEntryAsync(stored.EntryId, pinned: true);

        var failure = await Assert.ThrowsAsync<RpcException>(() => Calls.StoreAsync(Space, "Another?", "Yes."));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal(stored.EntryId, Assert.Single((await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space })).Entries).Id);
    }

    [Fact]
    public async Task ExportAndImport_PinnedEntry_StaysPinned()
    {
        var stored = await Calls.StoreAsync(Space, "Pinned?", "Yes.");
        await Calls.PinEntryAsync(stored.EntryId, pinned: true);
        var exported = await Service.Client.Admin.ExportEntriesAsync(
            new ExportEntriesRequest { Namespace = Space }, cancellationToken: TestContext.Current.CancellationToken);
        await Calls.DeleteEntryAsync(stored.EntryId);

        var imported = await Service.Client.Admin.ImportEntriesAsync(
            new ImportEntriesRequest { Namespace = Space, Entries = { exported.Entries } }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (imported.ImportedCount, imported.Rejected.Count));
        Assert.True((await Calls.GetEntryAsync(stored.EntryId)).Entry.Pinned);
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(exported.Entries).Ttl.ToTimeSpan());
    }

    [Theory]
    [InlineData("create_time")]
    [InlineData("expire_time")]
    [InlineData("last_use_time")]
    public async Task ImportEntries_TimeOutsideOfTheCalendar_RejectsThatEntryAlone(string field)
    {
        var both = new[] { await Calls.StoreAsync(Space, "First?", "One."), await Calls.StoreAsync(Space, "Second?", "Two.") };
        var exported = await Service.Client.Admin.ExportEntriesAsync(
            new ExportEntriesRequest { Namespace = Space }, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var stored in both)
        {
            await Calls.DeleteEntryAsync(stored.EntryId);
        }

        var entry = exported.Entries[0].Entry;
        Entry.Descriptor.FindFieldByName(field).Accessor.SetValue(entry, new Timestamp { Seconds = long.MaxValue });
        var imported = await Calls.ImportEntriesAsync(new ImportEntriesRequest { Namespace = Space, Entries = { exported.Entries } });

        Assert.Equal(1, imported.ImportedCount);
        Assert.Contains(field, Assert.Single(imported.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteEntry_Stored_IsGoneFromBothTiers()
    {
        var stored = await Calls.StoreAsync(Space, "cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        await Calls.DeleteEntryAsync(stored.EntryId);

        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, "cancel order")).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Calls.LookupAsync(Space, "cancel my order")).Metadata.Outcome);
        await Calls.GetEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
        await Calls.DeleteEntryAsync(stored.EntryId).FailsAsync(StatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("'; drop table entries; --")]
    [InlineData("{00000000-0000-0000-0000-000000000000}")]
    public async Task GetEntry_NotAnIdentifier_IsRefused(string id)
    {
        await Calls.GetEntryAsync(id).NamesFieldsAsync("id");
        await Calls.DeleteEntryAsync(id).NamesFieldsAsync("id");
    }

    [Fact]
    public async Task ListEntries_HostilePageTokens_AreRefused()
    {
        await Calls.StoreAsync(Space, "There?", "Yes.");
        foreach (var token in new[] { "x", "AAAA", new string('A', 10_000), "☃", "-1" })
        {
            await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, PageToken = token }).NamesFieldsAsync("page_token");
        }
    }

    [Fact]
    public async Task ListEntries_PageSizes_AreCutOrRefused()
    {
        await Calls.StoreAsync(Space, "There?", "Yes.");

        await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, PageSize = -1 }).NamesFieldsAsync("page_size");
        Assert.Single((await Calls.ListEntriesAsync(new ListEntriesRequest { Namespace = Space, PageSize = int.MaxValue })).Entries);
    }
}
