using SemanticCache.Protocol.V1;

namespace SemanticCache.Cli.Transfer;

/// <summary>Lines that are imported together.</summary>
/// <param name="FirstLine">The number of the first line, from 1.</param>
internal sealed record ImportBatch(int FirstLine)
{
    /// <summary>How many lines there are, blank ones and mistakes included.</summary>
    public int Lines { get; set; }

    /// <summary>The entries and their lines.</summary>
    public List<(int Line, StoredEntry Entry)> Entries { get; } = [];

    /// <summary>The lines that are no entries.</summary>
    public List<RejectedLine> Mistakes { get; } = [];
}
