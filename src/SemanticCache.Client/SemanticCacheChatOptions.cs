using Microsoft.Extensions.AI;
using SemanticCache.Protocol.V1;

namespace SemanticCache.Client;

/// <summary>How a chat client uses the cache.</summary>
public sealed class SemanticCacheChatOptions
{
    /// <summary>The namespace whose policy applies; <c>default</c> by default.</summary>
    public string Namespace { get; set; } = "default";

    /// <summary>
    /// How long a request waits for the cache before it goes on without it; 100 ms by default, more than zero. It includes opening the connection,
    /// so that the first request of a process may be late.
    /// </summary>
    public TimeSpan LookupTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long storing an answer may take, behind the response; 5 s by default, more than zero.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many answers may be on their way into the cache at a time; 64 by default, at least 1. Beyond that answers are not stored.</summary>
    public int MaximumStoresInFlight { get; set; } = 64;

    /// <summary>The longest text that is kept of a streamed answer, in characters; 262,144 by default. A longer answer passes, and is not stored.</summary>
    public int MaximumAnswerLength { get; set; } = 262_144;

    /// <summary>What is asked of the cache with every request, such as a time to live, tags or higher bars; null, the default, asks nothing.</summary>
    public CacheControl? CacheControl { get; set; }

    /// <summary>
    /// Changes the question before it is looked up, and is called once for each request: the place to set the namespace, the locale or an
    /// attribute of one tenant. Null, the default, changes nothing. If it throws, the request goes on without the cache.
    /// </summary>
    public Action<Question, ChatOptions?>? ConfigureQuestion { get; set; }

    /// <summary>The clock of the two time limits.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void ThrowIfInvalid()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Namespace);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LookupTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StoreTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumStoresInFlight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumAnswerLength, 1);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
