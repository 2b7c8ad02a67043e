using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using SemanticCache.Qdrant.TestServer.Filtering;
using SemanticCache.Qdrant.TestServer.Storage;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>The methods that change points and payload indexes.</summary>
internal sealed partial class PointsService
{
    private MethodTable BindChanges(MethodTable table) => table
        .Add<UpsertPoints, PointsOperationResponse>("Upsert", request => Reply(Upsert(request)))
        .Add<DeletePoints, PointsOperationResponse>("Delete", request => Reply(Delete(request)))
        .Add<UpdatePointVectors, PointsOperationResponse>("UpdateVectors", request => Reply(UpdateVectors(request)))
        .Add<SetPayloadPoints, PointsOperationResponse>("SetPayload", request => Reply(SetPayload(request)))
        .Add<SetPayloadPoints, PointsOperationResponse>("OverwritePayload", request => Reply(OverwritePayload(request)))
        .Add<DeletePayloadPoints, PointsOperationResponse>("DeletePayload", request => Reply(DeletePayload(request)))
        .Add<ClearPayloadPoints, PointsOperationResponse>("ClearPayload", request => Reply(ClearPayload(request)))
        .Add<UpdateBatchPoints, UpdateBatchResponse>("UpdateBatch", UpdateBatch)
        .Add<CreateFieldIndexCollection, PointsOperationResponse>("CreateFieldIndex", request => Reply(CreateFieldIndex(request)))
        .Add<DeleteFieldIndexCollection, PointsOperationResponse>("DeleteFieldIndex", request => Reply(DeleteFieldIndex(request)));

    private UpdateResult Upsert(UpsertPoints request)
    {
        var collection = _catalog.Get(request.CollectionName);
        RequestRules.RequirePoints(request.Points.Count);
        var condition = FilterEvaluator.Compile(request.UpdateFilter);
        var mode = request.HasUpdateMode ? request.UpdateMode : UpdateMode.Upsert;
        var points = request.Points.Select(point => ReadPoint(collection, point)).ToList();
        return collection.Change(request.Wait, operation =>
        {
            points.ForEach(point => point.Version = operation);
            collection.Points.Upsert(points, mode, condition);
        });
    }

    private static StoredPoint ReadPoint(StoredCollection collection, PointStruct point)
    {
        if (point.Vectors is null)
        {
            throw QdrantError.InvalidArgument("Expected some vectors");
        }

        return new(PointKey.Parse(point.Id), PointStore.CopyOf(point.Payload), collection.Spaces.Read(point.Vectors), 0);
    }

    private UpdateResult Delete(DeletePoints request)
    {
        var collection = _catalog.Get(request.CollectionName);
        var keys = collection.Points.Select(request.Points);
        return collection.Change(request.Wait, _ => collection.Points.Delete(keys));
    }

    private UpdateResult UpdateVectors(UpdatePointVectors request)
    {
        var collection = _catalog.Get(request.CollectionName);
        RequestRules.RequirePoints(request.Points.Count);
        var condition = FilterEvaluator.Compile(request.UpdateFilter);
        var updates = request.Points
            .Select(point => (Key: PointKey.Parse(point.Id), Vectors: collection.Spaces.Read(point.Vectors)))
            .Where(update => collection.Points.Find(update.Key) is not { } point || condition(point))
            .ToList();
        return collection.Change(request.Wait, operation =>
        {
            foreach (var (key, vectors) in updates)
            {
                collection.Points.Change([key], operation, point => Replace(point.Vectors, vectors));
            }
        });
    }

    private static void Replace(Dictionary<string, float[]> vectors, Dictionary<string, float[]> changes)
    {
        foreach (var (name, vector) in changes)
        {
            vectors[name] = vector;
        }
    }

    private UpdateResult SetPayload(SetPayloadPoints request)
    {
        var path = request.HasKey ? PayloadPath.Parse(request.Key) : null;
        return ChangePoints(request.CollectionName, request.Wait, request.PointsSelector, point => MergePayload(point, path, request.Payload));
    }

    private static void MergePayload(StoredPoint point, PayloadPath? path, MapField<string, Value> changes)
    {
        if (path is null)
        {
            PayloadPath.MergeInto(point.Payload, changes);
        }
        else
        {
            path.Merge(point.Payload, changes);
        }
    }

    private UpdateResult OverwritePayload(SetPayloadPoints request) => ChangePoints(
        request.CollectionName,
        request.Wait,
        request.PointsSelector,
        point => point.Payload.StructValue = PointStore.CopyOf(request.Payload));

    private UpdateResult DeletePayload(DeletePayloadPoints request)
    {
        var paths = request.Keys.Select(PayloadPath.Parse).ToList();
        return ChangePoints(request.CollectionName, request.Wait, request.PointsSelector, point => paths.ForEach(path => path.Remove(point.Payload)));
    }

    private UpdateResult ClearPayload(ClearPayloadPoints request) =>
        ChangePoints(request.CollectionName, request.Wait, request.Points, point => point.Payload.StructValue = new Struct());

    private UpdateResult ChangePoints(string name, bool wait, PointsSelector? selector, Action<StoredPoint> change)
    {
        var collection = _catalog.Get(name);
        var keys = collection.Points.Select(selector);
        return collection.Change(wait, operation => collection.Points.Change(keys, operation, change));
    }

    private UpdateResult CreateFieldIndex(CreateFieldIndexCollection request)
    {
        var collection = _catalog.Get(request.CollectionName);
        var index = PayloadIndexes.Read(request);
        _ = PayloadPath.Parse(request.FieldName);
        return collection.Change(request.Wait, _ => collection.Indexes[request.FieldName] = index);
    }

    private UpdateResult DeleteFieldIndex(DeleteFieldIndexCollection request)
    {
        var collection = _catalog.Get(request.CollectionName);
        return collection.Change(request.Wait, _ => collection.Indexes.Remove(request.FieldName));
    }

    private UpdateBatchResponse UpdateBatch(UpdateBatchPoints request) =>
        new() { Result = { request.Operations.Select(operation => Update(request.CollectionName, request.Wait, operation)) } };

    // Qdrant carries out the operations one by one too: those before a refused one stay done.
    private UpdateResult Update(string name, bool wait, PointsUpdateOperation operation) => operation.OperationCase switch
    {
        PointsUpdateOperation.OperationOneofCase.Upsert => Upsert(BatchedOperation.ToRequest(name, wait, operation.Upsert)),
        PointsUpdateOperation.OperationOneofCase.DeletePoints => Delete(new() { CollectionName = name, Wait = wait, Points = operation.DeletePoints.Points }),
        PointsUpdateOperation.OperationOneofCase.SetPayload => SetPayload(BatchedOperation.ToRequest(name, wait, operation.SetPayload)),
        PointsUpdateOperation.OperationOneofCase.OverwritePayload => OverwritePayload(BatchedOperation.ToRequest(name, wait, operation.OverwritePayload)),
        PointsUpdateOperation.OperationOneofCase.DeletePayload => DeletePayload(BatchedOperation.ToRequest(name, wait, operation.DeletePayload)),
        PointsUpdateOperation.OperationOneofCase.ClearPayload =>
            ClearPayload(new() { CollectionName = name, Wait = wait, Points = operation.ClearPayload.Points }),
        PointsUpdateOperation.OperationOneofCase.UpdateVectors => UpdateVectors(BatchedOperation.ToRequest(name, wait, operation.UpdateVectors)),
        var other => throw QdrantError.NotInTestServer($"batched operations of the kind {other}"),
    };

    private static PointsOperationResponse Reply(UpdateResult result) => new() { Result = result };
}
