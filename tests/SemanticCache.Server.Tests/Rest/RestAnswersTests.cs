using System.Net;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Rest;

public sealed class RestAnswersTests : RestTests
{
    public RestAnswersTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task Import_OneGoodOneBadPair_StoresTheGoodOne()
    {
        var imported = await CallAsync(
            HttpMethod.Post, $"namespaces/{Space}/answers:import", """{"pairs":[{"question":"How long?","answer":"Two weeks.","tags":["faq"],"ttl":"600s"},{"question":"How far?"}]}""");

        Assert.Equal(1, imported.GetProperty("importedCount").GetInt32());
        var rejected = Assert.Single(imported.GetProperty("rejected").EnumerateArray());
        Assert.Equal((1, "answer: must not be empty"), (rejected.GetProperty("index").GetInt32(), rejected.GetProperty("reason").GetString()));
        Assert.Equal("Two weeks.", (await Calls.LookupAsync(Space, "How long?")).Answer.Text);
    }

    [Fact]
    public async Task Import_MisspeltMember_IsNamed()
    {
        var reply = await SendAsync(HttpMethod.Post, $"namespaces/{Space}/answers:import", """{"pairs":[{"question":"How long?","reply":"x"}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }
}
