namespace SemanticCache.Server.Configuration;

/// <summary>Where entries live: the setting <c>Store:Kind</c>.</summary>
public enum StoreKind
{
    /// <summary>In a folder of this process.</summary>
    Embedded,

    /// <summary>In Qdrant, where several instances share them.</summary>
    Qdrant,
}
