using Grpc.Core;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>One collection: its configuration, its payload indexes and its points.</summary>
internal sealed class StoredCollection
{
    private ulong _operations;

    /// <summary>Creates an empty collection; a configuration out of range is INVALID_ARGUMENT.</summary>
    public StoredCollection(CreateCollection request)
    {
        Config = CollectionDefaults.Complete(request);
        Spaces = new VectorSpaces(request.VectorsConfig);
    }

    /// <summary>The configuration, completed with Qdrant's defaults.</summary>
    public CollectionConfig Config { get; }

    /// <summary>The vectors that a point may have.</summary>
    public VectorSpaces Spaces { get; }

    /// <summary>The points.</summary>
    public PointStore Points { get; } = new();

    /// <summary>The payload indexes by field.</summary>
    public SortedDictionary<string, PayloadSchemaInfo> Indexes { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Changes the collection under a new operation number. The change is there before the reply even without <paramref name="wait"/>; then only
    /// the reply says less, and a missing point is not reported, because Qdrant would find out after replying.
    /// </summary>
    public UpdateResult Change(bool wait, Action<ulong> change)
    {
        var operation = _operations++;
        try
        {
            change(operation);
        }
        catch (RpcException missing) when (!wait && missing.StatusCode == StatusCode.NotFound)
        {
            return Result(operation, UpdateStatus.Acknowledged);
        }

        return Result(operation, wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged);
    }

    private static UpdateResult Result(ulong operation, UpdateStatus status) => new() { OperationId = operation, Status = status };
}
