using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class PolicyChangeTests : ServiceTests
{
    private const string Stored = "How do I cancel an order I placed today?";
    private const string Asked = "How do I cancel an order I made today?";

    public PolicyChangeTests(SharedService shared)
        : base(shared)
    {
    }

    [Fact]
    public async Task UpdateNamespace_HigherThreshold_TurnsTheNextLookupIntoAMiss()
    {
        await Calls.StoreAsync(Space, Stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");
        Assert.Equal(Outcome.SemanticHit, await OutcomeAsync(Asked));

        await Calls.UpdateNamespaceAsync(Space, new Policy { SimilarityThreshold = 1 }, "similarity_threshold");
        Assert.Equal(Outcome.Miss, await OutcomeAsync(Asked));

        await Calls.UpdateNamespaceAsync(Space, new Policy(), "similarity_threshold");
        Assert.Equal(Outcome.SemanticHit, await OutcomeAsync(Asked));
    }

    [Fact]
    public async Task UpdateNamespace_HigherConfidence_TurnsTheNextLookupIntoAMiss()
    {
        await Calls.StoreAsync(Space, Stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        await Calls.UpdateNamespaceAsync(Space, new Policy { MinimumConfidence = 1 }, "minimum_confidence");

        Assert.Equal("below_confidence", (await Calls.LookupAsync(Space, Asked)).Metadata.Reason);
    }

    [Fact]
    public async Task UpdateNamespace_ModeOff_BypassesFromTheNextRequestOn()
    {
        await Calls.StoreAsync(Space, Stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        await Calls.UpdateNamespaceAsync(Space, new Policy { Mode = Mode.Off }, "mode");

        var bypass = await Calls.CompleteAsync(Space, Stored);
        Assert.Equal((Outcome.Bypass, "mode_off"), (bypass.Metadata.Outcome, bypass.Metadata.Reason));
        Assert.Equal($"You asked: {Stored}", bypass.Answer.Text);
        await Calls.UpdateNamespaceAsync(Space, new Policy { Mode = Mode.Serve }, "mode");
        Assert.Equal(Outcome.ExactHit, await OutcomeAsync(Stored));
    }

    [Fact]
    public async Task UpdateNamespace_DecisionThreshold_ServesBySimilarityAlone()
    {
        await Calls.StoreAsync(Space, Stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        await Calls.UpdateNamespaceAsync(Space, new Policy { Decision = Decision.Threshold, SimilarityThreshold = 0.3 }, "decision", "similarity_threshold");

        var hit = await Calls.LookupAsync(Space, "How do I return an order I placed today?");
        Assert.Equal((Outcome.SemanticHit, "similarity_reached"), (hit.Metadata.Outcome, hit.Metadata.Reason));
        Assert.False(hit.Metadata.HasConfidence);
    }

    [Fact]
    public async Task UpdateNamespace_ExactTierAlone_LeavesParaphrasesAlone()
    {
        await Calls.StoreAsync(Space, Stored, "You can cancel an order yourself: open My orders, choose the order and press Cancel.");

        await Calls.UpdateNamespaceAsync(Space, new Policy { Tiers = Tiers.Exact }, "tiers");

        Assert.Equal("exact_tier_only", (await Calls.LookupAsync(Space, Asked)).Metadata.Reason);
        Assert.Equal(Outcome.ExactHit, await OutcomeAsync(Stored));
    }

    [Fact]
    public async Task UpdateNamespace_FewerEntries_HoldsWithTheNextStore()
    {
        await Calls.CreateNamespaceAsync(Space, new Policy { MaxEntries = 2 });
        foreach (var number in Enumerable.Range(1, 5))
        {
            await Calls.StoreAsync(Space, $"Question number {number}?", "Yes.");
        }

        await Eventually.HoldsAsync(async () => (await Calls.GetNamespaceAsync(Space)).Namespace.EntryCount <= 2);
        Assert.Equal(Outcome.ExactHit, await OutcomeAsync("Question number 5?"));
    }

    private async Task<Outcome> OutcomeAsync(string text) => (await Calls.LookupAsync(Space, text)).Metadata.Outcome;
}
