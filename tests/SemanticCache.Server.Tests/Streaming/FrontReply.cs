using System.Net;

namespace SemanticCache.Server.Tests.Streaming;

/// <summary>A reply of a front that was read to its end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Cache">What the cache says of it.</param>
/// <param name="RetryAfter">When to come back, or null.</param>
/// <param name="Data">The data of its events; the body where it has none.</param>
internal sealed record FrontReply(HttpStatusCode Status, string Cache, string? RetryAfter, IReadOnlyList<string> Data);
