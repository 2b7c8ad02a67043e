namespace SemanticCache.Cli.Invocation;

/// <summary>How a command writes its result.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One JSON object on standard output and nothing else there.</summary>
    Json,
}
