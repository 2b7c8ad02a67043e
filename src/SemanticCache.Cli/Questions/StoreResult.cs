namespace SemanticCache.Cli.Questions;

/// <summary>A stored entry.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="ExpireTime">From when on it is not served.</param>
/// <param name="Semantic">Whether questions of the same meaning can find it.</param>
internal sealed record StoreResult(string EntryId, DateTimeOffset ExpireTime, bool Semantic);
