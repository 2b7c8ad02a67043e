namespace SemanticCache.Client;

/// <summary>How a <see cref="SemanticCacheClient"/> reaches its service.</summary>
public sealed class SemanticCacheClientOptions
{
    /// <summary>The most attempts that gRPC makes of one call.</summary>
    internal const int MostAttempts = 5;

    /// <summary>The service's gRPC address; <c>http://localhost:5051</c> by default.</summary>
    public Uri Address { get; set; } = new("http://localhost:5051");

    /// <summary>The API key, sent as <c>authorization: Bearer</c>; null, the default, for a service without keys.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// How long a call with one response may take, where the call brings no deadline of its own; null, the default, is without end. Streams have none.
    /// </summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>
    /// How often a lookup is attempted, 1 to 5, while the service is unavailable; 3 by default, 1 turns retries off. A <c>Lookup</c> or
    /// <c>BatchLookup</c> can be repeated without harm; other calls are never repeated.
    /// </summary>
    public int LookupAttempts { get; set; } = 3;

    /// <summary>How long to wait before the second attempt; 10 ms by default. It doubles with each further attempt, up to a second.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The clock of the deadline.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
