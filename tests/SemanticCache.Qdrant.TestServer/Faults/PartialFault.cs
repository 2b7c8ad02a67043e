using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Faults;

/// <summary>A call that takes effect on its first points and fails.</summary>
internal sealed class PartialFault : Fault
{
    private readonly int _points;
    private readonly Status _status;

    public PartialFault(string method, int times, int points, Status status)
        : base(method, times)
    {
        _points = points;
        _status = status;
    }

    /// <inheritdoc/>
    public override Task<TResponse> RunAsync<TRequest, TResponse>(TRequest request, Func<TRequest, TResponse> apply, CancellationToken cancellationToken)
    {
        var part = ((IDeepCloneable<TRequest>)request).Clone();
        Cut(part);
        _ = apply(part);
        throw new RpcException(_status);
    }

    private void Cut(IMessage request)
    {
        switch (request)
        {
            case UpsertPoints upsert:
                Cut(upsert.Points);
                break;
            case UpdatePointVectors vectors:
                Cut(vectors.Points);
                break;
            case UpdateBatchPoints batch:
                Cut(batch.Operations);
                break;
            case DeletePoints { Points.Points: { } selected }:
                Cut(selected.Ids);
                break;
            case SetPayloadPoints { PointsSelector.Points: { } selected }:
                Cut(selected.Ids);
                break;
            case DeletePayloadPoints { PointsSelector.Points: { } selected }:
                Cut(selected.Ids);
                break;
            case ClearPayloadPoints { Points.Points: { } selected }:
                Cut(selected.Ids);
                break;
            default:
                throw QdrantError.NotInTestServer($"how to apply a part of {request.Descriptor.Name}");
        }
    }

    private void Cut<T>(RepeatedField<T> items)
    {
        while (items.Count > _points)
        {
            items.RemoveAt(items.Count - 1);
        }
    }
}
