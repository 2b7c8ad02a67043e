using System.Text.Json;
using Grpc.Core;
using SemanticCache.Interop.Tests.Clients;

namespace SemanticCache.Interop.Tests;

/// <summary>What a client of any language must see.</summary>
public abstract class InteropTests
{
    private readonly ForeignClient _client;

    protected InteropTests(ForeignClient client)
    {
        _client = client;
    }

    [Fact]
    public void Health_Check_IsServing() => Assert.Equal("SERVING", Text("health", "status"));

    [Fact]
    public void Reflection_ListServices_NamesAll()
    {
        var services = Texts("reflection", "services");

        Assert.Contains("semanticcache.v1.CacheService", services);
        Assert.Contains("semanticcache.v1.AdminService", services);
        Assert.Contains("semanticcache.v1.ReportService", services);
        Assert.Contains("grpc.health.v1.Health", services);
    }

    [Fact]
    public void Lookup_BeforeAndAfterStore_IsAMissThenAnExactHit()
    {
        Assert.Equal("OUTCOME_MISS", Text("lookup_miss", "outcome"));
        Assert.Equal("OUTCOME_EXACT_HIT", Text("lookup_exact", "outcome"));
        Assert.Equal("same_question", Text("lookup_exact", "reason"));
        Assert.Equal("Où est ma commande n° 42 ? 📦", Text("lookup_exact", "question"));
        Assert.Equal("Là-bas. ✅", Text("lookup_exact", "text"));
    }

    [Fact]
    public void Lookup_Paraphrase_IsASemanticHit()
    {
        Assert.Equal("OUTCOME_SEMANTIC_HIT", Text("lookup_semantic", "outcome"));
        Assert.Equal("cancel order", Text("lookup_semantic", "question"));
        Assert.Equal("You can cancel an order yourself: open My orders, choose the order and press Cancel.", Text("lookup_semantic", "text"));
        Assert.Equal(1, _client.Step("lookup_semantic").GetProperty("candidates").GetInt32());
    }

    [Fact]
    public void Complete_Miss_IsAnsweredByTheUpstream()
    {
        Assert.Equal("OUTCOME_MISS", Text("complete", "outcome"));
        Assert.Equal("You asked: What is new?", Text("complete", "text"));
    }

    [Fact]
    public void StreamComplete_Miss_SendsItsEventsInOrder()
    {
        Assert.Equal(0, Number("stream", "code"));
        Assert.Equal("You asked: What else is new?", Text("stream", "text"));
        var events = Texts("stream", "events");
        Assert.Equal("start", events[0]);
        Assert.Equal(["usage", "end"], events[^2..]);
        Assert.Equal(Enumerable.Repeat("text", 6), events[1..^2]);
    }

    [Fact]
    public void Lookup_WrongFields_NamesEachInTheDetails()
    {
        AssertFails("invalid", StatusCode.InvalidArgument, "INVALID_FIELDS");
        Assert.Equal(
            ["cache_control.max_age", "cache_control.similarity_threshold", "question.namespace", "question.text"],
            Texts("invalid", "fields").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lookup_HundredsOfWrongFields_ArrivesAsWhatItIs()
    {
        AssertFails("large_error", StatusCode.InvalidArgument, "INVALID_FIELDS");
        Assert.NotEmpty(Texts("large_error", "fields"));
    }

    [Fact]
    public void GetNamespace_HugeUnknownName_IsNotFound() => AssertFails("not_found", StatusCode.NotFound, "UNKNOWN_NAMESPACE");

    [Fact]
    public void Complete_UpstreamFails_SaysHow()
    {
        AssertFails("upstream", StatusCode.Unavailable, "UPSTREAM_UNAVAILABLE");
        Assert.Equal("503", Text("upstream", "upstream_status"));
    }

    [Fact]
    public void Complete_DeadlinePasses_IsDeadlineExceeded() => Assert.Equal((int)StatusCode.DeadlineExceeded, Number("deadline", "code"));

    [Fact]
    public void StreamComplete_CallerCancels_IsCancelled()
    {
        Assert.Equal((int)StatusCode.Cancelled, Number("cancel", "code"));
        Assert.Equal(["start", "text"], Texts("cancel", "events")[..2]);
    }

    private void AssertFails(string step, StatusCode code, string reason)
    {
        Assert.Equal((int)code, Number(step, "code"));
        Assert.Equal(reason, Text(step, "reason"));
    }

    private string? Text(string step, string name) => _client.Step(step).GetProperty(name).GetString();

    private int Number(string step, string name) => _client.Step(step).GetProperty(name).GetInt32();

    private string[] Texts(string step, string name) => _client.Step(step).GetProperty(name).Deserialize<string[]>() ?? [];
}
