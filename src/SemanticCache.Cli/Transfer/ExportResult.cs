namespace SemanticCache.Cli.Transfer;

/// <summary>What an export wrote.</summary>
/// <param name="File">The file.</param>
/// <param name="Exported">How many entries this run wrote.</param>
internal sealed record ExportResult(string File, long Exported);
