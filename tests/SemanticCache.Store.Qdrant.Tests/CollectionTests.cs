using Qdrant.Client;
using Qdrant.Client.Grpc;
using SemanticCache.Core.Embedding;
using SemanticCache.Store.Conformance;
using static SemanticCache.Store.Qdrant.Tests.OpenStore;

namespace SemanticCache.Store.Qdrant.Tests;

/// <summary>How collections are made, and which are refused.</summary>
public sealed class CollectionTests
{
    private const string Wordings = "semcache-entries-model-a-16";

    private static readonly EmbedderDescription Model = new()
    {
        Fingerprint = SampleEntries.Fingerprint,
        Dimension = 16,
        MaxTokens = 512,
        ThresholdDecisionSimilarity = 0.9f,
        VerifiedDecisionSimilarity = 0.75f,
    };

    [Fact]
    public async Task Upsert_FirstOfAModel_MakesItsCollection()
    {
        await using var open = await StartAsync();
        await open.UpsertAsync(1);

        var made = CreationOf(open, Wordings);

        Assert.Equal((16ul, Distance.Cosine, Memory.Cached), (made.VectorsConfig.Params.Size, made.VectorsConfig.Params.Distance, made.VectorsConfig.Params.Memory));
        Assert.Equal((0ul, 16ul, 128ul), (made.HnswConfig.M, made.HnswConfig.PayloadM, made.HnswConfig.EfConstruct));
        var scalar = made.QuantizationConfig.Scalar;
        Assert.Equal((QuantizationType.Int8, 0.99f, Memory.Pinned), (scalar.Type, scalar.Quantile, scalar.Memory));
        Assert.Equal((1u, 1u, false, Memory.Cold), (made.ReplicationFactor, made.WriteConsistencyFactor, made.HasShardNumber, made.Payload.Memory));
    }

    [Fact]
    public async Task Open_ModelKnown_MakesItsCollectionBeforeAnyEntry()
    {
        await using var open = await CreateAsync();

        await open.NewInstance(Model).OpenAsync(Cancellation);

        Assert.Equal((16ul, Distance.Cosine), (CreationOf(open, Wordings).VectorsConfig.Params.Size, CreationOf(open, Wordings).VectorsConfig.Params.Distance));
        Assert.Contains(open.Server.Calls.Requests<CreateFieldIndexCollection>(), index => index.CollectionName == Wordings && index.FieldName == "scope");
    }

    [Fact]
    public async Task Open_ModelKnownAndDataLostSince_MakesItsCollectionAnew()
    {
        await using var open = await CreateAsync();
        var store = open.NewInstance(Model);
        await store.OpenAsync(Cancellation);
        await open.Server.StopAsync();
        await open.Server.StartAgainAsync(keepData: false, Cancellation);
        open.Server.Calls.Clear();

        await open.WhenReachableAsync(store);

        Assert.Equal(16ul, CreationOf(open, Wordings).VectorsConfig.Params.Size);
    }

    [Theory]
    [InlineData(8, Distance.Cosine, "8 dimensions compared by Cosine")]
    [InlineData(16, Distance.Dot, "16 dimensions compared by Dot")]
    public async Task Open_CollectionOfTheModelDoesNotFit_IsRefusedAndSaysWhatToDo(int size, Distance distance, string found)
    {
        await using var open = await CreateAsync();
        await MakeAsync(open, Wordings, size, distance);

        var refusal = await Assert.ThrowsAsync<StoreMismatchException>(() => open.NewInstance(Model).OpenAsync(Cancellation));

        Assert.All([$"'{Wordings}'", found, "needs 16 by Cosine", "delete the collection."], part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upsert_WithOtherSettings_MakesTheCollectionSo()
    {
        await using var open = await StartAsync(options =>
        {
            (options.CollectionPrefix, options.ShardNumber, options.ReplicationFactor, options.WriteConsistencyFactor) = ("other", 3, 2, 2);
            (options.VectorsOnDisk, options.PayloadOnDisk, options.ScalarQuantisation) = (true, false, false);
        });
        await open.UpsertAsync(1);

        var made = CreationOf(open, "other-entries-model-a-16");

        Assert.Equal((3u, 2u, 2u), (made.ShardNumber, made.ReplicationFactor, made.WriteConsistencyFactor));
        Assert.Equal((Memory.Cold, Memory.Cached), (made.VectorsConfig.Params.Memory, made.Payload.Memory));
        Assert.Null(made.QuantizationConfig);
    }

    [Fact]
    public async Task Upsert_FirstOfAModel_IndexesWhatIsFilteredBy()
    {
        await using var open = await StartAsync();
        await open.UpsertAsync(1);

        var indexes = open.Server.Calls.Requests<CreateFieldIndexCollection>().Where(index => index.CollectionName == Wordings).ToArray();

        Assert.True(indexes.Single(index => index.FieldName == "scope").FieldIndexParams.KeywordIndexParams.IsTenant);
        string[] times = ["created_at_us", "created_at_tick", "expires_at_us", "expires_at_tick", "last_used_at_us", "last_used_at_tick"];
        Assert.Equal(times.Order(), indexes.Where(index => index.FieldType is FieldType.Integer).Select(index => index.FieldName).Order());
        string[] keywords = ["entry", "kind", "namespace", "question_hash", "scope", "source_versions", "sources", "stamp", "tags", "tenant"];
        Assert.Equal(keywords, indexes.Where(index => index.FieldType is FieldType.Keyword).Select(index => index.FieldName).Order());
    }

    [Fact]
    public async Task Open_Twice_MakesNothingAnew()
    {
        await using var open = await StartAsync();
        await open.UpsertAsync(1);
        open.Server.Calls.Clear();

        await open.NewInstance().OpenAsync(Cancellation);

        Assert.Equal(0, open.Server.Calls.Count("Collections/Create"));
        Assert.Equal(0, open.Server.Calls.Count("Points/CreateFieldIndex"));
    }

    [Theory]
    [InlineData(Wordings, 8, Distance.Cosine, "8 dimensions compared by Cosine", "needs 16 by Cosine")]
    [InlineData(Wordings, 16, Distance.Dot, "16 dimensions compared by Dot", "needs 16 by Cosine")]
    [InlineData("semcache-labels", 4, Distance.Cosine, "4 dimensions compared by Cosine", "needs 0 by Cosine")]
    public async Task Open_CollectionOfSomethingElse_IsRefusedAndSaysWhatToDo(string name, int size, Distance distance, string found, string needed)
    {
        await using var open = await CreateAsync();
        await MakeAsync(open, name, size, distance);

        var refusal = await Assert.ThrowsAsync<StoreMismatchException>(() => open.Store.OpenAsync(Cancellation));

        Assert.All([$"'{name}'", found, needed, "Choose another Store:Qdrant:CollectionPrefix, or delete the collection."], part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upsert_CollectionOfSomethingElseMadeSince_IsRefused()
    {
        await using var open = await StartAsync();
        await MakeAsync(open, Wordings, 16, Distance.Euclid);

        await Assert.ThrowsAsync<StoreMismatchException>(() => open.UpsertAsync(1));

        Assert.Equal(0, open.Server.Calls.Count("Points/Upsert"));
    }

    [Fact]
    public async Task Open_CollectionsOfOthers_AreLeftAlone()
    {
        await using var open = await CreateAsync();
        await MakeAsync(open, "semcache-entries-of-another-program", 3, Distance.Dot);
        await MakeAsync(open, "another", 3, Distance.Dot);

        await open.Store.OpenAsync(Cancellation);
        await open.UpsertAsync(1);

        Assert.Equal(1, await open.CountAsync());
    }

    private static CreateCollection CreationOf(OpenStore open, string name) => open.Server.Calls.Requests<CreateCollection>().Single(made => made.CollectionName == name);

    private static async Task MakeAsync(OpenStore open, string name, int size, Distance distance)
    {
        using var client = new QdrantClient(open.Server.Address);
        await client.CreateCollectionAsync(name, new VectorParams { Size = (ulong)size, Distance = distance }, cancellationToken: Cancellation);
    }
}
