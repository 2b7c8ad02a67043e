namespace SemanticCache.Cli.Entries;

/// <summary>An entry that is no more.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Deleted">Always true.</param>
/// <param name="InvalidationId">What <c>undo</c> takes.</param>
internal sealed record DeletedEntry(string Id, bool Deleted, string InvalidationId);
