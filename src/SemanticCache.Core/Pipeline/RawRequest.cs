namespace SemanticCache.Core.Pipeline;

/// <summary>A request in the words of its caller: an upstream of the same API is sent these, so that nothing that the cache does not know is lost.</summary>
/// <param name="Dialect">The API that it was written for.</param>
/// <param name="Body">The JSON body as it came.</param>
/// <param name="Credentials">The caller's own headers for the provider, such as a key; sent where the upstream has no key of its own.</param>
public sealed record RawRequest(ApiDialect Dialect, ReadOnlyMemory<byte> Body, IReadOnlyList<KeyValuePair<string, string>> Credentials);
