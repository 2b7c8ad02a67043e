using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class SummaryTests : ServiceTests
{
    public SummaryTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task GetSummary_EveryOutcome_IsCountedOnce()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { Upstream = "scripted", Cost = new TokenPrices { InputPerMillion = 1e6, OutputPerMillion = 2e6 } });
        var usage = new TokenUsage { InputTokens = 10, OutputTokens = 100 };
        await Calls.StoreAsync(new StoreRequest
        {
            Question = new Question { Namespace = Space, Text = "cancel order" },
            Answer = new Answer { Text = "You can cancel an order yourself: open My orders, choose the order and press Cancel.", Usage = usage },
        });
        await Calls.LookupAsync(Space, "cancel order");
        await Calls.LookupAsync(Space, "cancel my order");
        await Calls.LookupAsync(Space, "Do you sell umbrellas?");
        Upstream.For($"{Space}: fail").Fail(new UpstreamException(UpstreamFailure.Unavailable, "No."));
        await Assert.ThrowsAnyAsync<Exception>(() => Calls.CompleteAsync(Space, $"{Space}: fail"));
        Upstream.For($"{Space}: fresh").Say("x").End();
        await Calls.CompleteAsync(Space, $"{Space}: fresh", new CacheControl { NoCache = true, NoStore = true });

        var summary = Assert.Single((await Calls.GetSummaryAsync(Space)).Namespaces);

        Assert.Equal(Space, summary.Namespace);
        Assert.Equal((5, 1, 1, 1, 1, 1), (summary.Requests, summary.ExactHits, summary.SemanticHits, summary.Misses, summary.Bypassed, summary.Errors));
        Assert.Equal(0.5, summary.HitRate);
        Assert.Equal(1, summary.Entries);
        Assert.Equal(220, summary.TokensSaved);
        Assert.Equal(2 * (10 + 200), summary.CostSaved, 3);
        Assert.NotNull(summary.HitLatency.P50);
        Assert.NotNull(summary.MissLatency.P99);
    }

    [Fact]
    public async Task GetSummary_All_IsOrderedByName()
    {
        await Calls.CreateNamespaceAsync(Space);

        var names = (await Calls.GetSummaryAsync()).Namespaces.Select(summary => summary.Namespace).ToList();

        Assert.Contains(Space, names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }
}
