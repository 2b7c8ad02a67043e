using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class AuditTests : ServiceTests
{
    public AuditTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task ListAuditEvents_EveryKindOfChange_IsToldNewestFirst()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { MaxEntries = 10 });
        await Calls.UpdateNamespaceAsync(Space, new Policy { MaxEntries = 20 }, "max_entries");
        var stored = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");
        var exported = await Calls.ExportEntriesAsync(new ExportEntriesRequest { Namespace = Space });
        await Calls.ImportEntriesAsync(new ImportEntriesRequest { Namespace = Space, Entries = { exported.Entries } });
        var deleted = await Calls.DeleteEntryAsync(stored.EntryId);
        await Calls.UndoInvalidationAsync(Space, deleted.InvalidationId);
        await Calls.InvalidateAsync(Space, new InvalidationFilter { Tag = "none" });
        await Calls.InvalidateAsync(Space, new InvalidationFilter { All = true }, dryRun: true);
        await Calls.DeleteNamespaceAsync(Space);

        var events = await ListAsync(new ListAuditEventsRequest { Namespace = Space, PageSize = 3 });

        string[] actions =
            ["delete_namespace", "invalidate", "undo_invalidation", "delete_entry", "import_entries", "export_entries", "update_namespace", "create_namespace"];
        Assert.Equal(actions, events.Select(noted => noted.Action));
        Assert.All(events, noted => Assert.Equal(("local", Space), (noted.Caller, noted.Namespace)));
        Assert.Equal(events.Count, events.Select(noted => noted.Id).Distinct().Count());
        Assert.Equal((10, 20), (MaxEntries(events[6].Before), MaxEntries(events[6].After)));
        Assert.Equal((20, ""), (MaxEntries(events[0].Before), events[0].After));
        Assert.Equal(("", 10), (events[7].Before, MaxEntries(events[7].After)));
        Assert.Equal(stored.EntryId, events[3].Target);
        Assert.Equal($$"""{"invalidation_id":"{{deleted.InvalidationId}}","matched":1,"deleted":1}""", events[3].After);
        Assert.Equal((deleted.InvalidationId, """{"restored":1}"""), (events[2].Target, events[2].After));
        Assert.Equal("tag \"none\"", events[1].Target);
        Assert.Equal("""{"imported":1}""", events[4].After);
    }

    [Fact]
    public async Task ListAuditEvents_SinceATime_LeavesOlderOut()
    {
        await Calls.CreateNamespaceAsync(Space);
        var first = Assert.Single(await ListAsync(new ListAuditEventsRequest { Namespace = Space }));
        await Calls.UpdateNamespaceAsync(Space, new Policy { MaxEntries = 20 }, "max_entries");

        var since = (first.Time.ToDateTimeOffset() + TimeSpan.FromTicks(1)).ToTimestamp();
        var later = await ListAsync(new ListAuditEventsRequest { Namespace = Space, Since = since });

        Assert.Equal("update_namespace", Assert.Single(later).Action);
        Assert.Contains(await ListAsync(new ListAuditEventsRequest { Since = first.Time }), noted => noted.Id == first.Id);
    }

    private async Task<List<AuditEvent>> ListAsync(ListAuditEventsRequest request)
    {
        var events = new List<AuditEvent>();
        do
        {
            var page = await Calls.ListAuditEventsAsync(request);
            events.AddRange(page.Events);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return events;
    }

    private static long MaxEntries(string policy)
    {
        // The wire writes numbers of 64 bits as texts.
        using var document = JsonDocument.Parse(policy);
        return long.Parse(document.RootElement.GetProperty("max_entries").GetString()!, CultureInfo.InvariantCulture);
    }
}
