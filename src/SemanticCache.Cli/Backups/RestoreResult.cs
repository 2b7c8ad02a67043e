namespace SemanticCache.Cli.Backups;

/// <summary>A backup that became the database of a data directory.</summary>
/// <param name="File">The backup.</param>
/// <param name="Data">The data directory.</param>
/// <param name="Entries">How many entries it holds.</param>
internal sealed record RestoreResult(string File, string Data, long Entries);
