namespace SemanticCache.Cli.Backups;

/// <summary>A backup that the service made.</summary>
/// <param name="File">Its name in the service's folder of backups.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Entries">How many entries it holds.</param>
internal sealed record BackupResult(string File, long Bytes, long Entries);
