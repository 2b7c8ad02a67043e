using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>The methods that make, show and remove collections.</summary>
internal sealed class CollectionsService
{
    private const ulong Segments = 2;

    private readonly CollectionCatalog _catalog;

    /// <summary>Creates the service over the server's collections.</summary>
    public CollectionsService(CollectionCatalog catalog)
    {
        _catalog = catalog;
    }

    /// <summary>Binds the methods.</summary>
    public MethodTable Bind(CallGate gate) => new MethodTable("Collections", gate)
        .Add<CollectionExistsRequest, CollectionExistsResponse>("CollectionExists", Exists)
        .Add<CreateCollection, CollectionOperationResponse>("Create", Create)
        .Add<GetCollectionInfoRequest, GetCollectionInfoResponse>("Get", Get)
        .Add<ListCollectionsRequest, ListCollectionsResponse>("List", List)
        .Add<UpdateCollection, CollectionOperationResponse>("Update", Update)
        .Add<DeleteCollection, CollectionOperationResponse>("Delete", Delete);

    private CollectionExistsResponse Exists(CollectionExistsRequest request) =>
        new() { Result = new() { Exists = _catalog.Contains(request.CollectionName) } };

    private CollectionOperationResponse Create(CreateCollection request)
    {
        _catalog.Add(request.CollectionName, () => new StoredCollection(request));
        return new() { Result = true };
    }

    private GetCollectionInfoResponse Get(GetCollectionInfoRequest request)
    {
        var collection = _catalog.Get(request.CollectionName);
        var count = (ulong)collection.Points.Count;
        var info = new CollectionInfo
        {
            Status = CollectionStatus.Green,
            OptimizerStatus = new() { Ok = true },
            SegmentsCount = Segments,
            Config = collection.Config.Clone(),
            PointsCount = count,
            IndexedVectorsCount = count * (ulong)collection.Spaces.Count,
        };
        foreach (var (field, index) in collection.Indexes)
        {
            info.PayloadSchema[field] = PayloadIndexes.Describe(collection.Points, field, index);
        }

        return new() { Result = info };
    }

    private ListCollectionsResponse List(ListCollectionsRequest request) =>
        new() { Collections = { _catalog.Names.Select(name => new CollectionDescription { Name = name }) } };

    private CollectionOperationResponse Update(UpdateCollection request)
    {
        var config = _catalog.Get(request.CollectionName).Config;
        config.HnswConfig.MergeFrom(request.HnswConfig);
        config.OptimizerConfig.MergeFrom(request.OptimizersConfig);
        config.Metadata.MergeFrom(request.Metadata);
        if (request.StrictModeConfig is { } strictMode)
        {
            config.StrictModeConfig ??= new();
            config.StrictModeConfig.MergeFrom(strictMode);
        }

        UpdateParameters(config.Params, request.Params);
        return new() { Result = true };
    }

    private static void UpdateParameters(CollectionParams parameters, CollectionParamsDiff? changes)
    {
        if (changes?.HasReplicationFactor == true)
        {
            parameters.ReplicationFactor = changes.ReplicationFactor;
        }

        if (changes?.HasWriteConsistencyFactor == true)
        {
            parameters.WriteConsistencyFactor = changes.WriteConsistencyFactor;
        }

        if (changes?.HasOnDiskPayload == true)
        {
            parameters.OnDiskPayload = changes.OnDiskPayload;
        }
    }

    // Qdrant answers false, not an error, when there is nothing to remove.
    private CollectionOperationResponse Delete(DeleteCollection request) => new() { Result = _catalog.Remove(request.CollectionName) };
}
