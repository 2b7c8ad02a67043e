using System.Text.Json;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Tests;

/// <summary>What the server answers, against what the official Python client's own in-memory mode answered.</summary>
public sealed class BehaviourTests
{
    private const int Cases = 300;
    private const double Tolerance = 1e-5;

    [Fact]
    public async Task Query_EveryRecordedCase_AgreesInIdsOrderScoresAndCounts()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await QdrantTestServer.StartAsync(cancellationToken: cancellation);
        using var client = new QdrantClient(server.Address);
        using var golden = JsonDocument.Parse(Golden.Behaviour);
        await client.CreateCollectionAsync("cache", new VectorParams { Size = 8, Distance = Distance.Cosine }, cancellationToken: cancellation);
        var points = golden.RootElement.GetProperty("points").EnumerateArray().Select(ReadPoint).ToList();
        await client.UpsertAsync("cache", points, cancellationToken: cancellation);

        var cases = golden.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(Cases, cases.Count);
        foreach (var (number, recorded) in cases.Index())
        {
            await AssertAgreesAsync(client, number, recorded);
        }
    }

    private static async Task AssertAgreesAsync(QdrantClient client, int number, JsonElement recorded)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var filter = RestFilter.Read(recorded.GetProperty("filter"));
        var vector = ReadVector(recorded.GetProperty("vector"));
        var threshold = recorded.GetProperty("score_threshold");
        var hits = await client.QueryAsync(
            "cache",
            vector,
            filter: filter,
            scoreThreshold: threshold.ValueKind == JsonValueKind.Number ? threshold.GetSingle() : null,
            limit: recorded.GetProperty("limit").GetUInt64(),
            cancellationToken: cancellation);
        var expected = recorded.GetProperty("result").EnumerateArray().ToList();

        Assert.True(
            expected.Select(hit => hit[0].GetString()).SequenceEqual(hits.Select(hit => hit.Id.Uuid)),
            $"Case {number}: other points or another order.\n{recorded}\n{string.Join('\n', hits.Select(hit => $"{hit.Id.Uuid} {hit.Score:R}"))}");
        Assert.All(expected.Zip(hits), pair => Assert.Equal(pair.First[1].GetDouble(), pair.Second.Score, Tolerance));
        Assert.Equal(recorded.GetProperty("count").GetUInt64(), await client.CountAsync("cache", filter, cancellationToken: cancellation));
    }

    private static PointStruct ReadPoint(JsonElement json)
    {
        var point = new PointStruct { Id = Guid.Parse(json.GetProperty("id").GetString()!), Vectors = ReadVector(json.GetProperty("vector")) };
        foreach (var field in json.GetProperty("payload").EnumerateObject())
        {
            point.Payload[field.Name] = RestFilter.ReadValue(field.Value);
        }

        return point;
    }

    private static float[] ReadVector(JsonElement json) => [.. json.EnumerateArray().Select(number => number.GetSingle())];
}
