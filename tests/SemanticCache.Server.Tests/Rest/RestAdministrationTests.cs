using System.Net;
using System.Text.Json;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed class RestAdministrationTests : RestTests
{
    public RestAdministrationTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Namespace_FromCreationToDeletion_IsWhatWasAskedFor()
    {
        var created = await CallAsync(HttpMethod.Post, "namespaces", $$$"""{"name":"{{{Space}}}","policy":{"maxEntries":10,"ttl":"3600s"}}""");
        Assert.Equal("3600s", created.GetProperty("namespace").GetProperty("policy").GetProperty("ttl").GetString());

        var listed = await CallAsync(HttpMethod.Get, "namespaces?pageSize=1000");
        Assert.Contains(listed.GetProperty("namespaces").EnumerateArray(), found => found.GetProperty("name").GetString() == Space);
        Assert.Equal(10, (await PolicyAsync()).GetProperty("maxEntries").GetInt64());

        await CallAsync(HttpMethod.Delete, $"namespaces/{Space}");

        var gone = await SendAsync(HttpMethod.Get, $"namespaces/{Space}");
        Assert.Equal((HttpStatusCode.NotFound, "UNKNOWN_NAMESPACE"), (gone.Status, gone.Reason));
    }

    [Theory]
    [InlineData("updateMask=minimumConfidence,varyBy")]
    [InlineData("update_mask=minimum_confidence,vary_by")]
    public async Task UpdateNamespace_Mask_ChangesWhatItNamesOnly(string query)
    {
        await CallAsync(HttpMethod.Post, "namespaces", $$$"""{"name":"{{{Space}}}","policy":{"maxEntries":10,"varyBy":["a"]}}""");

        await CallAsync(HttpMethod.Patch, $"namespaces/{Space}?{query}", """{"minimumConfidence":0.9,"maxEntries":20}""");

        var policy = await PolicyAsync();
        Assert.Equal(0.9, policy.GetProperty("minimumConfidence").GetDouble());
        Assert.Equal(10, policy.GetProperty("maxEntries").GetInt64());
        Assert.Empty(policy.GetProperty("varyBy").EnumerateArray());
    }

    [Fact]
    public async Task UpdateNamespace_StaleEtag_IsAConflict()
    {
        await Calls.CreateNamespaceAsync(Space);
        var path = $"namespaces/{Space}?updateMask=maxEntries&etag=1";
        await CallAsync(HttpMethod.Patch, path, """{"maxEntries":20}""");

        var reply = await SendAsync(HttpMethod.Patch, path, """{"maxEntries":30}""");

        Assert.Equal((HttpStatusCode.Conflict, "ETAG_MISMATCH"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task PinEntry_WithAndWithoutTheWish_PinsOrSaysWhatIsMissing()
    {
        var stored = await Calls.StoreAsync(Space, "Pinned?", "Yes.");

        var pinned = await CallAsync(HttpMethod.Post, $"entries/{stored.EntryId}:pin", """{"pinned":true}""");
        var reply = await SendAsync(HttpMethod.Post, $"entries/{stored.EntryId}:pin", "{}");

        Assert.True(pinned.GetProperty("entry").GetProperty("pinned").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.True((await Calls.GetEntryAsync(stored.EntryId)).Entry.Pinned);
    }

    [Fact]
    public async Task CreateNamespace_NameTaken_IsAConflict()
    {
        await Calls.CreateNamespaceAsync(Space);

        var reply = await SendAsync(HttpMethod.Post, "namespaces", $$"""{"name":"{{Space}}"}""");

        Assert.Equal((HttpStatusCode.Conflict, "NAMESPACE_EXISTS"), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Entries_OfANamespace_AreListedByTagAndDeleted()
    {
        await Calls.StoreAsync(Space, "Where do I see my orders?", "There.", new() { Tags = { "orders" } });
        await Calls.StoreAsync(Space, "Where do I see my bills?", "Here.");

        var listed = await CallAsync(HttpMethod.Get, $"namespaces/{Space}/entries?tag=orders");
        var entry = Assert.Single(listed.GetProperty("entries").EnumerateArray());
        Assert.Equal("Where do I see my orders?", entry.GetProperty("question").GetString());
        await CallAsync(HttpMethod.Delete, $"entries/{entry.GetProperty("id").GetString()}");

        Assert.Empty((await CallAsync(HttpMethod.Get, $"namespaces/{Space}/entries?tag=orders")).GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task Merges_OfANamespaceWithoutAny_AreNone()
    {
        await Calls.CreateNamespaceAsync(Space);

        Assert.Empty((await CallAsync(HttpMethod.Get, $"namespaces/{Space}/merges")).GetProperty("merges").EnumerateArray());
        var undo = await SendAsync(HttpMethod.Post, $"namespaces/{Space}/merges/{Guid.Empty}:undo", "{}");
        Assert.Equal((HttpStatusCode.NotFound, "UNKNOWN_MERGE"), (undo.Status, undo.Reason));
    }

    [Fact]
    public async Task Reports_OfANamespace_CountItsRequests()
    {
        await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");
        await Calls.LookupAsync(Space, "Where do I see my orders?");

        var one = await CallAsync(HttpMethod.Get, $"reports/summary?namespace={Space}");
        var all = await CallAsync(HttpMethod.Get, "reports/summary");
        var learning = await CallAsync(HttpMethod.Get, $"reports/learning?namespace={Space}");

        Assert.Equal(1, Assert.Single(one.GetProperty("namespaces").EnumerateArray()).GetProperty("exactHits").GetInt64());
        Assert.Contains(all.GetProperty("namespaces").EnumerateArray(), found => found.GetProperty("namespace").GetString() == Space);
        Assert.Equal(1, learning.GetProperty("wrongShareBound").GetDouble());
    }

    private async Task<JsonElement> PolicyAsync() =>
        (await CallAsync(HttpMethod.Get, $"namespaces/{Space}")).GetProperty("namespace").GetProperty("policy");
}
