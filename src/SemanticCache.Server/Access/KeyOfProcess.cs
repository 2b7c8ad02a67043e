namespace SemanticCache.Server.Access;

/// <summary>The key with which a call from within the process is made. It stands among a request's features, which no caller over the wire can set.</summary>
/// <param name="Id">The key's identifier; null for a call without one.</param>
internal sealed record KeyOfProcess(string? Id);
