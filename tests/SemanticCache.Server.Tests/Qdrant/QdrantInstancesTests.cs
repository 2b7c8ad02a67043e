using Grpc.Core;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Qdrant;

/// <summary>Two instances of the service on one Qdrant.</summary>
public sealed class QdrantInstancesTests : IClassFixture<TwoInstances>
{
    private const string Stored = "How do I cancel an order I placed today?";
    private const string Asked = "How do I cancel an order I made today?";
    private const string Answer = "You can cancel an order yourself: open My orders, choose the order and press Cancel.";

    private readonly TwoInstances _instances;
    private readonly string _space;

    public QdrantInstancesTests(TwoInstances instances)
    {
        _instances = instances;
        _space = instances.NewNamespace();
    }

    private ServiceCalls One => _instances.One.Calls;

    private ServiceCalls Other => _instances.Other.Calls;

    [Fact]
    public async Task Store_ByOne_IsAnExactAndASemanticHitAtTheOther()
    {
        await One.StoreAsync(_space, Stored, Answer);

        var exact = await Other.LookupAsync(_space, Stored);
        Assert.Equal((Outcome.ExactHit, Answer), (exact.Metadata.Outcome, exact.Answer.Text));
        Assert.Equal(Outcome.SemanticHit, (await Other.LookupAsync(_space, Asked)).Metadata.Outcome);
    }

    [Fact]
    public async Task Complete_AliasMadeByOne_IsAnExactHitAtTheOther()
    {
        await One.StoreAsync(_space, Stored, Answer);
        Assert.Equal(Outcome.SemanticHit, (await One.CompleteAsync(_space, Asked)).Metadata.Outcome);

        await Eventually.HoldsAsync(async () => (await Other.LookupAsync(_space, Asked)).Metadata.Outcome is Outcome.ExactHit);
    }

    [Fact]
    public async Task Reports_OfRequestsToBoth_AreTheSameAtBoth()
    {
        await One.CreateNamespaceAsync(_space, new Policy { RecordQueries = true });
        await Eventually.HoldsAsync(async () => (await Other.ListNamespacesAsync(new ListNamespacesRequest())).Namespaces.Any(found => found.Name == _space));
        await One.LookupAsync(_space, Stored);
        await Other.LookupAsync(_space, Asked);
        await Other.LookupAsync(_space, Asked);

        await Eventually.HoldsAsync(async () => (await One.GetSummaryOfLastHourAsync(_space)).Requests == 3 && (await Other.GetSummaryOfLastHourAsync(_space)).Requests == 3);
        await Eventually.HoldsAsync(async () => (await One.ListDecisionsAsync(_space)).Count == 3 && (await Other.ListDecisionsAsync(_space)).Count == 3);

        Assert.Equal([Stored, Asked, Asked], (await One.ListDecisionsAsync(_space)).OrderBy(decision => decision.Time).Select(decision => decision.Question));
    }

    [Fact]
    public async Task DeleteEntry_ByOne_IsAMissAtTheOtherAtOnce()
    {
        var stored = await One.StoreAsync(_space, Stored, Answer);
        Assert.Equal(Outcome.ExactHit, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);

        await One.DeleteEntryAsync(stored.EntryId);

        Assert.Equal(Outcome.Miss, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Other.LookupAsync(_space, Asked)).Metadata.Outcome);
    }

    [Fact]
    public async Task InvalidateEntries_ByOne_IsAMissAtTheOtherAtOnceAndUndoneByIt()
    {
        await One.StoreAsync(_space, Stored, Answer);
        Assert.Equal(Outcome.ExactHit, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);

        var invalidated = await One.InvalidateAsync(_space, new InvalidationFilter { Like = Asked, Within = 0.9 });
        Assert.Equal((1, 1), (invalidated.MatchedCount, invalidated.DeletedCount));
        Assert.Equal(Outcome.Miss, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);
        Assert.Equal(Outcome.Miss, (await Other.LookupAsync(_space, Asked)).Metadata.Outcome);

        Assert.Equal(1, (await Other.UndoInvalidationAsync(_space, invalidated.InvalidationId)).RestoredCount);
        Assert.Equal(Outcome.ExactHit, (await One.LookupAsync(_space, Stored)).Metadata.Outcome);
        Assert.Equal(Outcome.SemanticHit, (await One.LookupAsync(_space, Asked)).Metadata.Outcome);
        await One.UndoInvalidationAsync(_space, invalidated.InvalidationId).FailsAsync(StatusCode.FailedPrecondition);
        Assert.Equal("undo_invalidation", (await One.ListAuditEventsAsync(new ListAuditEventsRequest { Namespace = _space })).Events[0].Action);
    }

    [Fact]
    public async Task UpdateNamespace_ByOne_IsObeyedByTheOther()
    {
        await One.StoreAsync(_space, Stored, Answer);
        Assert.Equal(Outcome.ExactHit, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);

        await One.UpdateNamespaceAsync(_space, new Policy { Mode = Mode.Off }, "mode");

        await Eventually.HoldsAsync(async () => (await Other.CompleteAsync(_space, Stored)).Metadata.Reason == "mode_off");
    }

    [Fact]
    public async Task UpdateNamespace_OfAVersionThatTheOtherChanged_IsRefused()
    {
        await One.CreateNamespaceAsync(_space, new Policy());
        await Eventually.HoldsAsync(async () => (await Other.ListNamespacesAsync(new ListNamespacesRequest())).Namespaces.Any(found => found.Name == _space));
        await One.UpdateNamespaceAsync(_space, new Policy { SimilarityThreshold = 0.5 }, "similarity_threshold");

        await Eventually.HoldsAsync(async () => (await Other.GetNamespaceAsync(_space)).Namespace.Policy.SimilarityThreshold == 0.5);
        await Other.UpdateNamespaceAsync(_space, new Policy { SimilarityThreshold = 0.6 }, "similarity_threshold");
        await Eventually.HoldsAsync(async () => (await One.GetNamespaceAsync(_space)).Namespace.Policy.SimilarityThreshold == 0.6);
    }

    [Fact]
    public async Task DeleteNamespace_ByOne_DisappearsAtTheOther()
    {
        await One.StoreAsync(_space, Stored, Answer);
        Assert.Equal(Outcome.ExactHit, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);

        await One.DeleteNamespaceAsync(_space);

        await Eventually.HoldsAsync(async () => (await Other.ListNamespacesAsync(new ListNamespacesRequest())).Namespaces.All(found => found.Name != _space));
        await Other.GetNamespaceAsync(_space).FailsAsync(StatusCode.NotFound);

        // Last, because a question for an unknown namespace makes it anew.
        Assert.Equal(Outcome.Miss, (await Other.LookupAsync(_space, Stored)).Metadata.Outcome);
    }

    [Fact]
    public async Task CreateNamespace_DeletedAndMadeAnewByOne_IsTheNewOneAtTheOther()
    {
        await One.CreateNamespaceAsync(_space, new Policy());
        await One.UpdateNamespaceAsync(_space, new Policy { SimilarityThreshold = 0.7 }, "similarity_threshold");
        await Eventually.HoldsAsync(async () => (await Other.CompleteAsync(_space, "hello there, who are you?")).Metadata.Outcome is not Outcome.Bypass
            && (await Other.GetNamespaceAsync(_space)).Namespace.Policy.SimilarityThreshold == 0.7);

        await One.DeleteNamespaceAsync(_space);
        await One.CreateNamespaceAsync(_space, new Policy { Mode = Mode.Off });

        await Eventually.HoldsAsync(async () => (await Other.CompleteAsync(_space, Stored)).Metadata.Reason == "mode_off");
    }
}
