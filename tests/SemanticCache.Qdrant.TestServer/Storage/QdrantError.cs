using Grpc.Core;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>Refusals with the status codes and the wording of Qdrant 1.19.</summary>
internal static class QdrantError
{
    /// <summary>A request that cannot be read.</summary>
    public static RpcException InvalidArgument(string detail) => new(new Status(StatusCode.InvalidArgument, detail));

    /// <summary>A request that can be read and does not fit the collection.</summary>
    public static RpcException WrongInput(string detail) => InvalidArgument($"Wrong input: {detail}");

    /// <summary>A field outside its range.</summary>
    public static RpcException Validation(string field, string complaint) =>
        InvalidArgument($"Validation error in body: [{field}: {complaint}]");

    /// <summary>A vector of another length than the collection's.</summary>
    public static RpcException VectorDimension(ulong expected, int received) =>
        WrongInput($"Vector dimension error: expected dim: {expected}, got {received}");

    /// <summary>A collection that is not there.</summary>
    public static RpcException CollectionMissing(string name) =>
        new(new Status(StatusCode.NotFound, $"Not found: Collection `{name}` doesn't exist!"));

    /// <summary>A collection that is there already.</summary>
    public static RpcException CollectionExists(string name) =>
        new(new Status(StatusCode.AlreadyExists, $"Wrong input: Collection `{name}` already exists!"));

    /// <summary>A named point that is not there.</summary>
    public static RpcException PointMissing(PointKey key) =>
        new(new Status(StatusCode.NotFound, $"Not found: No point with id {key} found"));

    /// <summary>A call without the key that the server wants.</summary>
    public static RpcException Unauthenticated(string detail) => new(new Status(StatusCode.Unauthenticated, detail));

    /// <summary>Something that Qdrant can do and this stand-in cannot.</summary>
    public static RpcException NotInTestServer(string what) =>
        new(new Status(StatusCode.Unimplemented, $"The test server does not know {what}"));
}
