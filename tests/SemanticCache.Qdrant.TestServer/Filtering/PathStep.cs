namespace SemanticCache.Qdrant.TestServer.Filtering;

/// <summary>One step of a path: a key, an index of an array, or (neither of them) every element of an array.</summary>
internal readonly record struct PathStep(string? Key, int? Index)
{
    /// <summary>Every element of an array.</summary>
    public static PathStep Elements { get; } = new(null, null);
}
