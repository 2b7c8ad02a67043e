using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Wire;

/// <summary>Operations of a batch as the requests that do the same alone.</summary>
internal static class BatchedOperation
{
    /// <summary>An upsert.</summary>
    public static UpsertPoints ToRequest(string collection, bool wait, PointsUpdateOperation.Types.PointStructList batched)
    {
        var request = new UpsertPoints { CollectionName = collection, Wait = wait, Points = { batched.Points }, UpdateFilter = batched.UpdateFilter };
        if (batched.HasUpdateMode)
        {
            request.UpdateMode = batched.UpdateMode;
        }

        return request;
    }

    /// <summary>A change of payload fields.</summary>
    public static SetPayloadPoints ToRequest(string collection, bool wait, PointsUpdateOperation.Types.SetPayload batched)
    {
        var request = new SetPayloadPoints { CollectionName = collection, Wait = wait, PointsSelector = batched.PointsSelector };
        request.Payload.Add(batched.Payload);
        if (batched.HasKey)
        {
            request.Key = batched.Key;
        }

        return request;
    }

    /// <summary>A new payload.</summary>
    public static SetPayloadPoints ToRequest(string collection, bool wait, PointsUpdateOperation.Types.OverwritePayload batched)
    {
        var request = new SetPayloadPoints { CollectionName = collection, Wait = wait, PointsSelector = batched.PointsSelector };
        request.Payload.Add(batched.Payload);
        return request;
    }

    /// <summary>A removal of payload fields.</summary>
    public static DeletePayloadPoints ToRequest(string collection, bool wait, PointsUpdateOperation.Types.DeletePayload batched) =>
        new() { CollectionName = collection, Wait = wait, PointsSelector = batched.PointsSelector, Keys = { batched.Keys } };

    /// <summary>New vectors.</summary>
    public static UpdatePointVectors ToRequest(string collection, bool wait, PointsUpdateOperation.Types.UpdateVectors batched) =>
        new() { CollectionName = collection, Wait = wait, Points = { batched.Points }, UpdateFilter = batched.UpdateFilter };
}
