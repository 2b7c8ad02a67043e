namespace SemanticCache.Cli.Keys;

/// <summary>A key that is refused from now on.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Revoked">Always true.</param>
internal sealed record RevokedKey(string Id, bool Revoked);
