namespace SemanticCache.Cli.Entries;

/// <summary>A document that an answer was written from.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Version">Its version; null without one.</param>
internal sealed record EntrySource(string Id, string? Version);
