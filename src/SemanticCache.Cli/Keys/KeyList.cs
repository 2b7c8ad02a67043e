namespace SemanticCache.Cli.Keys;

/// <summary>Keys.</summary>
/// <param name="Items">The keys, newest first.</param>
internal sealed record KeyList(IReadOnlyList<KeyResult> Items);
