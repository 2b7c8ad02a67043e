using Google.Protobuf.Collections;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>The vectors that a collection was created with, by name; the unnamed one has the empty name.</summary>
internal sealed class VectorSpaces
{
    private readonly Dictionary<string, VectorParams> _spaces = new(StringComparer.Ordinal);

    /// <summary>Reads the configuration of a collection; null means a collection without vectors.</summary>
    public VectorSpaces(VectorsConfig? config)
    {
        if (config?.Params is { } unnamed)
        {
            _spaces.Add("", unnamed);
        }

        foreach (var (name, parameters) in config?.ParamsMap?.Map ?? [])
        {
            _spaces.Add(name, parameters);
        }

        foreach (var (name, parameters) in _spaces)
        {
            Validate(name, parameters);
        }
    }

    /// <summary>How many vectors a point may have.</summary>
    public int Count => _spaces.Count;

    /// <summary>Reads a point's vectors, prepared for the distance of each.</summary>
    public Dictionary<string, float[]> Read(Vectors? vectors) => vectors?.VectorsOptionsCase switch
    {
        Vectors.VectorsOptionsOneofCase.Vector => new() { [""] = Prepare("", vectors.Vector) },
        Vectors.VectorsOptionsOneofCase.Vectors_ => vectors.Vectors_.Vectors.ToDictionary(named => named.Key, named => Prepare(named.Key, named.Value)),
        Vectors.VectorsOptionsOneofCase.None => [],
        _ => throw QdrantError.InvalidArgument("Expected some vectors"),
    };

    /// <summary>Returns the distance that a query asks by, and its vector prepared for it.</summary>
    public (Distance Distance, float[] Vector) PrepareQuery(string name, IReadOnlyList<float> vector)
    {
        var space = _spaces.GetValueOrDefault(name) ?? throw NotConfigured(name);
        return (space.Distance, PrepareIn(space, vector));
    }

    private float[] Prepare(string name, Vector vector)
    {
        var space = _spaces.GetValueOrDefault(name) ?? throw QdrantError.WrongInput($"Not existing vector name error: {name}");
        return PrepareIn(space, ReadDense(vector));
    }

    private static float[] PrepareIn(VectorParams space, IReadOnlyList<float> vector) =>
        (ulong)vector.Count == space.Size
            ? VectorDistance.Prepare(space.Distance, vector)
            : throw QdrantError.VectorDimension(space.Size, vector.Count);

    private static RepeatedField<float> ReadDense(Vector vector) => vector.VectorCase switch
    {
        Vector.VectorOneofCase.Dense => vector.Dense.Data,
        Vector.VectorOneofCase.None => vector.Data,
        var other => throw QdrantError.NotInTestServer($"vectors of the kind {other}"),
    };

    private static void Validate(string name, VectorParams parameters)
    {
        var field = name.Length == 0 ? "vectors_config.params" : $"vectors_config.params_map.{name}";
        if (parameters.Size is 0 or > 65536)
        {
            throw QdrantError.Validation($"{field}.size", $"value {parameters.Size} invalid, must be from 1 to 65536");
        }

        if (parameters.Distance == Distance.UnknownDistance)
        {
            throw QdrantError.InvalidArgument("Malformed distance parameter: UnknownDistance");
        }

        if (parameters.MultivectorConfig is not null)
        {
            throw QdrantError.NotInTestServer("multivectors");
        }
    }

    private RpcException NotConfigured(string name)
    {
        var available = string.Join(", ", _spaces.Keys.Order(StringComparer.Ordinal));
        return QdrantError.WrongInput((Count, available, name) switch
        {
            (0, _, _) => "Vectors are not configured in this collection",
            (1, "", _) => $"Vector with name {name} is not configured in this collection",
            (_, _, "") => $"Collection requires specified vector name in the request, available names: {available}",
            _ => $"Vector with name `{name}` is not configured in this collection, available names: {available}",
        });
    }
}
