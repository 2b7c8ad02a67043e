namespace SemanticCache.Cli.Diagnosis;

/// <summary>What the checks are called; scripts rely on it.</summary>
internal static class CheckNames
{
    /// <summary>Whether the service answers over gRPC.</summary>
    public const string Service = "service";

    /// <summary>Whether it answers over HTTP.</summary>
    public const string Http = "http";

    /// <summary>Whether the key is accepted.</summary>
    public const string Key = "key";

    /// <summary>Whether the namespaces can be read.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>Whether the store answers.</summary>
    public const string Store = "store";

    /// <summary>Whether the models answer.</summary>
    public const string Models = "models";

    /// <summary>Whether the default upstream answers; others follow a colon.</summary>
    public const string Upstream = "upstream";

    /// <summary>Whether the models lie beside this program.</summary>
    public const string ModelsFolder = "models_folder";

    /// <summary>Whether a folder can be written to.</summary>
    public const string Data = "data";

    /// <summary>Who holds the port of gRPC.</summary>
    public const string GrpcPort = "grpc_port";

    /// <summary>Who holds the port of HTTP.</summary>
    public const string HttpPort = "http_port";
}
