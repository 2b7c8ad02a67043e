using System.Text.Json;
using Google.Protobuf;
using Qdrant.Client.Grpc;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>The store's requests beside those of the official Python client that were recorded: what is set there is set here, where it applies.</summary>
public sealed class RecordedRequestTests
{
    [Fact]
    public async Task Create_BesideTheRecording_IsNoWeaker()
    {
        await using var open = await StartAsync(options => (options.ShardNumber, options.ReplicationFactor, options.WriteConsistencyFactor, options.VectorsOnDisk) = (3, 2, 2, true));
        await open.UpsertAsync(1);
        var recorded = Recorded("create_full", CreateCollection.Parser);

        var ours = open.Server.Calls.Requests<CreateCollection>().Single(made => made.VectorsConfig is not null);

        Assert.Equal(recorded.VectorsConfig.Params.Distance, ours.VectorsConfig.Params.Distance);
        Assert.Equal(
            (recorded.ShardNumber, recorded.ReplicationFactor, recorded.WriteConsistencyFactor), (ours.ShardNumber, ours.ReplicationFactor, ours.WriteConsistencyFactor));
        Assert.Equal(
            (recorded.HnswConfig.M, recorded.HnswConfig.PayloadM, recorded.HnswConfig.EfConstruct), (ours.HnswConfig.M, ours.HnswConfig.PayloadM, ours.HnswConfig.EfConstruct));
        var (theirs, scalar) = (recorded.QuantizationConfig.Scalar, ours.QuantizationConfig.Scalar);
        Assert.Equal((theirs.Type, theirs.Quantile), (scalar.Type, scalar.Quantile));

        // Where things lie is said in newer words: on_disk is cold, always_ram is pinned.
        Assert.Equal((Memory.Cold, Memory.Cold, Memory.Pinned), (ours.VectorsConfig.Params.Memory, ours.Payload.Memory, scalar.Memory));
    }

    [Fact]
    public async Task CreateIndex_BesideTheRecording_IsNoWeaker()
    {
        await using var open = await StartAsync();
        await open.UpsertAsync(1);
        var ours = open.Server.Calls.Requests<CreateFieldIndexCollection>().Where(index => index.CollectionName.Contains("model-a", StringComparison.Ordinal)).ToDictionary(index => index.FieldName);

        var tenant = Recorded("index_tenant", CreateFieldIndexCollection.Parser);
        Assert.Equal((tenant.FieldType, tenant.FieldIndexParams), (ours["scope"].FieldType, ours["scope"].FieldIndexParams));
        Assert.Equal(Recorded("index_integer", CreateFieldIndexCollection.Parser).FieldType, ours["expires_at_us"].FieldType);
        Assert.Equal(Recorded("index_keyword", CreateFieldIndexCollection.Parser).FieldType, ours["tags"].FieldType);
        Assert.All(ours.Values, index => Assert.True(index.Wait));
    }

    [Fact]
    public async Task Upsert_BesideTheRecording_IsNoWeaker()
    {
        await using var open = await StartAsync();
        await open.UpsertAsync(3);
        var recorded = Recorded("upsert_many_strong", UpsertPoints.Parser);

        Assert.All(open.Server.Calls.Requests<UpsertPoints>(), ours => Assert.Equal((recorded.Wait, recorded.Ordering), (ours.Wait, ours.Ordering)));
        Assert.All(open.Server.Calls.Requests<UpsertPoints>().SelectMany(ours => ours.Points), point => Assert.True(point.Id.HasUuid));
    }

    [Fact]
    public async Task Query_BesideTheRecording_IsNoWeaker()
    {
        await using var open = await StartAsync(options => options.ExactSearch = true);
        var entry = (await open.UpsertAsync(1))[0];
        await open.Store.SearchAsync(QueryFor(entry), Cancellation);
        var ours = Assert.Single(open.Server.Calls.Requests<QueryPoints>());

        var filtered = Recorded("query_filter_threshold", QueryPoints.Parser);
        Assert.Equal(filtered.Filter.Must[0].Field.Key, ours.Filter.Must[0].Field.Key);
        Assert.True(filtered.HasScoreThreshold && ours.HasScoreThreshold && ours.Limit >= filtered.Limit);
        Assert.Equal(filtered.WithPayload, ours.WithPayload);
        var parameters = Recorded("query_params", QueryPoints.Parser).Params;
        Assert.Equal((parameters.Exact, parameters.HnswEf), (ours.Params.Exact, ours.Params.HnswEf));
        Assert.Equal((parameters.Quantization.Rescore, parameters.Quantization.Oversampling), (ours.Params.Quantization.Rescore, ours.Params.Quantization.Oversampling));
    }

    private static T Recorded<T>(string label, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var call = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", "calls.jsonl"))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Single(recorded => recorded.GetProperty("label").GetString() == label);
        return parser.ParseFrom(call.GetProperty("request").GetBytesFromBase64());
    }
}
