namespace SemanticCache.Cli.Transfer;

/// <summary>What is imported, and how.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="File">The file.</param>
/// <param name="Format">What it holds: not an export.</param>
/// <param name="FromLine">The first line that is imported, from 1.</param>
internal sealed record AnswerImportSettings(string Namespace, string File, ImportFormat Format, int FromLine)
{
    /// <summary>Labels of every entry, besides those in the file.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether every entry is pinned.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Where the lines go that were not imported; null for nowhere.</summary>
    public string? SkipFile { get; init; }
}
