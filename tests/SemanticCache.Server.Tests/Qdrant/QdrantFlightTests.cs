using Grpc.Core;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Upstream;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Tests.Hosting;

namespace SemanticCache.Server.Tests.Qdrant;

/// <summary>The same question at two instances at the same time: one of them asks the language model.</summary>
public sealed class QdrantFlightTests : IClassFixture<TwoInstances>
{
    private const string Answer = "Open My orders, choose the order and press Cancel.";

    private readonly TwoInstances _instances;
    private readonly string _space;
    private readonly string _question;

    public QdrantFlightTests(TwoInstances instances)
    {
        _instances = instances;
        _space = instances.NewNamespace();
        _question = $"How do I cancel an order in {_space}?";
    }

    private ServiceCalls One => _instances.One.Calls;

    private ServiceCalls Other => _instances.Other.Calls;

    private Script OnesModel => _instances.One.Upstream.For(_question);

    private Script OthersModel => _instances.Other.Upstream.For(_question);

    [Fact]
    public async Task Complete_AtBothAtOnce_AsksOnceAndStoresOneEntry()
    {
        await StartSpaceAsync();
        Task<CompleteResponse>[] asking = [One.CompleteAsync(_space, _question), Other.CompleteAsync(_space, _question)];
        var asked = await Task.WhenAny(OnesModel.Asked, OthersModel.Asked).Soon();
        await WhenBothWantToAskAsync();

        OnesModel.Say(Answer).End();
        OthersModel.Say(Answer).End();

        var replies = await Task.WhenAll(asking).Soon();
        Assert.All(replies, reply => Assert.Equal(Answer, reply.Answer.Text));
        Assert.Equal([Outcome.Miss, Outcome.Joined], replies.Select(reply => reply.Metadata.Outcome).OrderBy(outcome => outcome is Outcome.Joined));
        Assert.Equal(Outcome.Miss, replies[asked == OnesModel.Asked ? 0 : 1].Metadata.Outcome);
        Assert.Equal(1, OnesModel.Calls + OthersModel.Calls);
        Assert.Equal(_question, Assert.Single((await One.ListEntriesAsync(new ListEntriesRequest { Namespace = _space })).Entries).Question);
        Assert.Equal(Outcome.ExactHit, (await Other.LookupAsync(_space, _question)).Metadata.Outcome);
    }

    [Fact]
    public async Task StreamComplete_WhileTheOtherAsks_StreamsWhatItStores()
    {
        await StartSpaceAsync();
        var asking = One.CompleteAsync(_space, _question);
        await OnesModel.Asked.Soon();
        var streaming = Other.StreamAllAsync(_space, _question);
        await WhenBothWantToAskAsync();

        OnesModel.Say(Answer).End();

        await asking;
        var messages = await streaming;
        Assert.Equal(Outcome.Joined, messages[0].Start.Outcome);
        Assert.Equal(Answer, string.Concat(messages.Select(message => message.Text?.Text)));
        Assert.Equal(0, OthersModel.Calls);
    }

    [Fact]
    public async Task Complete_TheOtherFails_Asks()
    {
        await StartSpaceAsync();
        var failing = One.CompleteAsync(_space, _question);
        await OnesModel.Asked.Soon();
        var asking = Other.CompleteAsync(_space, _question);
        await WhenBothWantToAskAsync();

        OnesModel.Fail(new UpstreamException(UpstreamFailure.Unavailable, "down"));
        await OthersModel.Asked.Soon();
        OthersModel.Say(Answer).End();

        await failing.FailsAsync(StatusCode.Unavailable);
        Assert.Equal((Outcome.Miss, Answer), ((await asking).Metadata.Outcome, (await asking).Answer.Text));
        await Eventually.HoldsAsync(async () => (await One.LookupAsync(_space, _question)).Metadata.Outcome is Outcome.ExactHit);
    }

    [Fact]
    public async Task Complete_OneAfterTheOther_LeavesNoLease()
    {
        await StartSpaceAsync();
        OnesModel.Say(Answer).End();

        Assert.Equal(Outcome.Miss, (await One.CompleteAsync(_space, _question)).Metadata.Outcome);

        await Eventually.HoldsAsync(async () => (await Other.CompleteAsync(_space, _question)).Metadata.Outcome is Outcome.ExactHit);
        using var client = new global::Qdrant.Client.QdrantClient(_instances.Qdrant.Address);
        await Eventually.HoldsAsync(async () => await client.CountAsync(TwoInstances.Leases, cancellationToken: TestContext.Current.CancellationToken) == 0);
    }

    private async Task StartSpaceAsync()
    {
        await One.CreateNamespaceAsync(_space, new Policy { Upstream = "scripted" });
        await Eventually.HoldsAsync(async () => (await Other.ListNamespacesAsync(new ListNamespacesRequest())).Namespaces.Any(found => found.Name == _space));
        _instances.Qdrant.Calls.Clear();
    }

    private Task WhenBothWantToAskAsync() => Eventually.HoldsAsync(() => Task.FromResult(
        _instances.Qdrant.Calls.Requests<UpsertPoints>()
            .Where(call => call.CollectionName == TwoInstances.Leases)
            .Select(call => call.Points[0].Payload["writer"].StringValue)
            .Distinct()
            .Count() == 2));
}
