using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Grpc;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Restart_OnTheSameFolder_KeepsNamespacesAndEntries()
    {
        using var directory = new TestDirectory();
        string id;
        await using (var service = await TestService.StartAsync(directory.Path))
        {
            var calls = new ServiceCalls(service.Client);
            await calls.CreateNamespaceAsync("kept", new Policy { MaxEntries = 77 });
            id = (await calls.StoreAsync("kept", "cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.")).EntryId;
            await calls.LookupAsync("kept", "cancel order");
            await calls.CompleteAsync("kept", "What else is kept?");
            await calls.SubmitFeedbackAsync(new SubmitFeedbackRequest { EntryId = id, Verdict = Verdict.Bad });
        }

        await using (var service = await TestService.StartAsync(directory.Path))
        {
            var calls = new ServiceCalls(service.Client);
            var entry = (await calls.GetEntryAsync(id)).Entry;
            Assert.Equal((1, 1), (entry.HitCount, entry.BadFeedbackCount));
            Assert.Equal(77, (await calls.GetNamespaceAsync("kept")).Namespace.Policy.MaxEntries);
            Assert.Equal(Outcome.ExactHit, (await calls.LookupAsync("kept", "cancel order")).Metadata.Outcome);
            Assert.Equal(Outcome.SemanticHit, (await calls.LookupAsync("kept", "cancel my order")).Metadata.Outcome);
            Assert.Equal(Outcome.ExactHit, (await calls.LookupAsync("kept", "What else is kept?")).Metadata.Outcome);
            Assert.Equal(3, Assert.Single((await calls.GetSummaryAsync("kept")).Namespaces).Requests);
            var figures = await calls.GetSummaryOfLastHourAsync("kept");
            Assert.Equal((5, 3, 1), (figures.Requests, figures.ExactHits, figures.BadFeedback));
            Assert.Equal(5, (await calls.ListDecisionsAsync("kept")).Count);
            Assert.Empty(service.ErrorLogs());
        }
    }
}
