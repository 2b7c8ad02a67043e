namespace SemanticCache.Cli.Transfer;

/// <summary>What an import did.</summary>
internal sealed record ImportResult
{
    /// <summary>How many entries were stored.</summary>
    public long Imported { get; set; }

    /// <summary>How many of them were embedded: of exported entries those of another model, of answers those that questions of the same meaning find.</summary>
    public long Embedded { get; set; }

    /// <summary>The lines that were not imported.</summary>
    public List<RejectedLine> Rejected { get; } = [];
}
