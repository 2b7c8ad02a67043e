using Qdrant.Client.Grpc;

namespace SemanticCache.Qdrant.TestServer.Storage;

/// <summary>A point as it is kept: vectors by name, already normalised where the distance wants it.</summary>
internal sealed class StoredPoint
{
    /// <summary>Creates a point with what a request said about it.</summary>
    public StoredPoint(PointKey key, Struct payload, Dictionary<string, float[]> vectors, ulong version)
    {
        Key = key;
        Payload = new Value { StructValue = payload };
        Vectors = vectors;
        Version = version;
    }

    /// <summary>The point's id.</summary>
    public PointKey Key { get; }

    /// <summary>The payload as an object value, which is what paths walk through.</summary>
    public Value Payload { get; }

    /// <summary>The vectors by name; the unnamed one has the empty name.</summary>
    public Dictionary<string, float[]> Vectors { get; }

    /// <summary>The operation that changed the point last.</summary>
    public ulong Version { get; set; }
}
