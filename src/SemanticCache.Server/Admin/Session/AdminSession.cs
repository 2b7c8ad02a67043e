namespace SemanticCache.Server.Admin.Session;

/// <summary>Somebody who has signed in to the admin page.</summary>
/// <param name="KeyId">The identifier of the key that was shown.</param>
/// <param name="LastSeen">When a page was last asked for.</param>
internal sealed record AdminSession(string KeyId, DateTimeOffset LastSeen);
