using System.Net;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed class RestInvalidationTests : RestTests
{
    public RestInvalidationTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Invalidate_ByTag_IsListedToldInTheAuditLogAndUndone()
    {
        await Calls.StoreAsync(Space, "Where do I see my orders?", "There.", new() { Tags = { "orders" } });

        var dry = await CallAsync(HttpMethod.Post, $"namespaces/{Space}/entries:invalidate", """{"filter":{"tag":"orders"},"dryRun":true}""");
        Assert.Equal(1, dry.GetProperty("matchedCount").GetInt64());
        Assert.Equal("Where do I see my orders?", Assert.Single(dry.GetProperty("sample").EnumerateArray()).GetProperty("question").GetString());

        var done = await CallAsync(HttpMethod.Post, $"namespaces/{Space}/entries:invalidate", """{"filter":{"tag":"orders"}}""");
        var id = done.GetProperty("invalidationId").GetString();
        Assert.Equal(1, done.GetProperty("deletedCount").GetInt64());

        var listed = await CallAsync(HttpMethod.Get, $"namespaces/{Space}/invalidations?pageSize=10");
        Assert.Equal(id, Assert.Single(listed.GetProperty("invalidations").EnumerateArray()).GetProperty("id").GetString());
        var undone = await CallAsync(HttpMethod.Post, $"namespaces/{Space}/invalidations/{id}:undo", "{}");
        Assert.Equal(1, undone.GetProperty("restoredCount").GetInt64());

        var audit = await CallAsync(HttpMethod.Get, $"audit?namespace={Space}&since=2020-01-01T00:00:00Z");
        string?[] actions = [.. audit.GetProperty("events").EnumerateArray().Select(noted => noted.GetProperty("action").GetString())];
        Assert.Equal(["undo_invalidation", "invalidate"], actions);
    }

    [Fact]
    public async Task Invalidate_NothingSelected_NamesTheFilter()
    {
        await Calls.CreateNamespaceAsync(Space);

        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}/entries:invalidate", "{}");
        var misspelt = await SendAsync(HttpMethod.Post, $"namespaces/{Space}/entries:invalidate", """{"filter":{"tags":"orders"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(["filter"], reply.Fields);
        Assert.Equal(["filter.tags"], misspelt.Fields);
    }

    [Fact]
    public async Task Undo_Twice_IsRefused()
    {
        var stored = await Calls.StoreAsync(Space, "Where do I see my orders?", "There.");
        var deleted = await CallAsync(HttpMethod.Delete, $"entries/{stored.EntryId}");
        var path = $"namespaces/{Space}/invalidations/{deleted.GetProperty("invalidationId").GetString()}:undo";
        await CallAsync(HttpMethod.Post, path, "{}");

        var again = await SendAsync(HttpMethod.Post, path, "{}");

        Assert.Equal((HttpStatusCode.BadRequest, "ALREADY_UNDONE"), (again.Status, again.Reason));
    }
}
