using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>Completes what a client asked for with what Qdrant does unasked.</summary>
internal static class CollectionDefaults
{
    /// <summary>Returns the configuration that a new collection has.</summary>
    public static CollectionConfig Complete(CreateCollection request)
    {
        var config = new CollectionConfig
        {
            Params = Parameters(request),
            HnswConfig = new() { M = 16, EfConstruct = 100, FullScanThreshold = 10_000, MaxIndexingThreads = 0, OnDisk = false },
            OptimizerConfig = new() { DeletedThreshold = 0.2, VacuumMinVectorNumber = 1000, DefaultSegmentNumber = 0, IndexingThreshold = 10_000, FlushIntervalSec = 5 },
            WalConfig = new() { WalCapacityMb = 32, WalSegmentsAhead = 0 },
            QuantizationConfig = request.QuantizationConfig?.Clone(),
            StrictModeConfig = request.StrictModeConfig?.Clone(),
        };
        config.HnswConfig.MergeFrom(request.HnswConfig);
        config.OptimizerConfig.MergeFrom(request.OptimizersConfig);
        config.WalConfig.MergeFrom(request.WalConfig);
        config.Metadata.MergeFrom(request.Metadata);
        return config;
    }

    private static CollectionParams Parameters(CreateCollection request)
    {
        var parameters = new CollectionParams
        {
            ShardNumber = request.HasShardNumber ? request.ShardNumber : 1,
            ReplicationFactor = request.HasReplicationFactor ? request.ReplicationFactor : 1,
            WriteConsistencyFactor = request.HasWriteConsistencyFactor ? request.WriteConsistencyFactor : 1,
            OnDiskPayload = !request.HasOnDiskPayload || request.OnDiskPayload,
            VectorsConfig = request.VectorsConfig?.Clone(),
            SparseVectorsConfig = request.SparseVectorsConfig?.Clone(),
        };
        if (request.HasShardingMethod)
        {
            parameters.ShardingMethod = request.ShardingMethod;
        }

        return parameters;
    }
}
