using System.Net;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed class RestJobTests : RestTests
{
    public RestJobTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Jobs_CreatedShownAndCancelled_TellHowFarTheyAre()
    {
        await Calls.CreateNamespaceAsync(Space);

        var created = (await CallAsync(
            HttpMethod.Post, $"namespaces/{Space}/jobs", """{"refresh":{"minimumHits":5,"lead":"7200s"},"requestsPerMinute":30,"windowStart":"01:00","windowEnd":"05:00"}""")).GetProperty("job");
        var id = created.GetProperty("id").GetString();
        var listed = await CallAsync(HttpMethod.Get, $"namespaces/{Space}/jobs?pageSize=10");
        var shown = await CallAsync(HttpMethod.Get, $"namespaces/{Space}/jobs/{id}");
        var cancelled = await CallAsync(HttpMethod.Post, $"namespaces/{Space}/jobs/{id}:cancel", "{}");

        Assert.Equal(("JOB_KIND_REFRESH", "05:00"), (created.GetProperty("kind").GetString(), created.GetProperty("windowEnd").GetString()));
        Assert.Equal(id, Assert.Single(listed.GetProperty("jobs").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(id, shown.GetProperty("job").GetProperty("id").GetString());
        Assert.Equal("JOB_STATE_CANCELLED", cancelled.GetProperty("job").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Create_NothingToDo_NamesTheFields()
    {
        await Calls.CreateNamespaceAsync(Space);

        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}/jobs", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(["requests_per_minute", "work"], reply.Fields.Order(StringComparer.Ordinal));
    }
}
