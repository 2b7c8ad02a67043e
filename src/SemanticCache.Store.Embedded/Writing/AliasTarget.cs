namespace SemanticCache.Store.Embedded.Writing;

/// <summary>The entry that an alias is to lead to.</summary>
/// <param name="Row">The row's number.</param>
/// <param name="ExpiresAt">When it expires, in ticks of UTC.</param>
internal readonly record struct AliasTarget(long Row, long ExpiresAt);
