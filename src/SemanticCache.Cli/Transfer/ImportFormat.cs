namespace SemanticCache.Cli.Transfer;

/// <summary>What an imported file holds.</summary>
internal enum ImportFormat
{
    /// <summary>Entries, as an export writes them.</summary>
    Export,

    /// <summary>Questions with their answers, a JSON object a line.</summary>
    Jsonl,

    /// <summary>Questions with their answers, a table with a header.</summary>
    Csv,
}
