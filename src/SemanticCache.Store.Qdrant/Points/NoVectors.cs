using Qdrant.Client.Grpc;

namespace SemanticCache.Store.Qdrant.Points;

/// <summary>What a point without vectors has: Qdrant refuses one where they are left out.</summary>
internal static class NoVectors
{
    /// <summary>Returns an empty set of vectors.</summary>
    public static Vectors New() => new() { Vectors_ = new NamedVectors() };
}
