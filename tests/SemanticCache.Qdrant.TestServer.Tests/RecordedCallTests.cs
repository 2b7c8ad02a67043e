using System.Text.Json.Nodes;
using Grpc.Net.Client;
using Qdrant.Client;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>The bytes of the official Python client, replayed.</summary>
public sealed class RecordedCallTests
{
    private const string ApiKey = "secret-key";

    // The recorder answered from a table: these replies contradict their requests, so that only their fields can agree.
    private static readonly Dictionary<string, (string[] Missing, string[] Added)> ContradictoryReplies = new()
    {
        // The request skips two hits, selects two fields of which the reply has one, and asks for vectors that the reply lacks.
        ["query_params"] = (["/result[]/payload/scope/string_value"], ["/result[]/vectors/vector/dense/data[]"]),
        // The points of the reply do not satisfy the filter, have a field that was not selected, and fill no page of a hundred.
        ["scroll_first"] = (["/result[]/payload/expires_at/integer_value"], []),
        // The points of the reply come before the offset.
        ["scroll_next"] = ([], []),
        // The points of the reply do not satisfy the filter. The tag is what the filter wants to find; the reply would be empty without it.
        ["scroll_should_nested"] = ([], ["/result[]/payload/tags/string_value"]),
    };

    // The recorder says "Completed" also where nobody waits.
    private static readonly string[] NotWaitedFor = ["upsert_integer_id", "set_payload_ids"];

    public static TheoryData<string> Labels => [.. RecordedCall.ByLabel.Keys];

    [Fact]
    public void Labels_OfTheRecording_AreAll25() => Assert.Equal(25, RecordedCall.ByLabel.Count);

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task Replay_RecordedBytes_AreAnsweredAsRecorded(string label)
    {
        var call = RecordedCall.ByLabel[label];
        var reply = await ReplayAsync(label, call);
        var expected = call.Reply;
        if (ContradictoryReplies.TryGetValue(label, out var differences))
        {
            var shape = JsonAgreement.ShapeOf(expected).Except(differences.Missing).Union(differences.Added);
            Assert.Equal(shape.Order(StringComparer.Ordinal), JsonAgreement.ShapeOf(reply).Order(StringComparer.Ordinal));
            return;
        }

        if (NotWaitedFor.Contains(label))
        {
            expected["result"]!["status"] = "Acknowledged";
        }

        Assert.True(JsonAgreement.AreSame(expected, reply), $"{label}: expected {expected.ToJsonString()}, got {reply.ToJsonString()}");
    }

    private static async Task<JsonObject> ReplayAsync(string label, RecordedCall call)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await QdrantTestServer.StartAsync(ApiKey, cancellation);
        using var client = new QdrantClient(server.Address, ApiKey);
        await new RecordedState(client, cancellation).ArrangeAsync(label);
        using var channel = GrpcChannel.ForAddress(server.Address);
        return await call.SendAsync(channel.CreateCallInvoker(), cancellation);
    }
}
