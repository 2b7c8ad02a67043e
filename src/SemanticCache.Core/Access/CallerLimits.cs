using System.Collections.Concurrent;
using SemanticCache.Core.Entries;
using SemanticCache.Core.Pipeline;

namespace SemanticCache.Core.Access;

/// <summary>How much each caller with a key may still do, on this instance.</summary>
internal sealed class CallerLimits
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TokenBucket> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ProbeLimit> _probes = new(StringComparer.Ordinal);

    public CallerLimits(TimeProvider time)
    {
        _time = time;
    }

    /// <summary>Counts a request; returns how long its caller must wait where it is one too many, else zero.</summary>
    public TimeSpan CountRequest(Caller caller) => caller.RequestsPerMinute == 0 ? TimeSpan.Zero : RequestsOf(caller).Take();

    /// <summary>Tells whether the cache may be looked into for a caller: not after too many misses of different questions.</summary>
    public bool MayProbe(Caller caller) => caller.MissesPerMinute == 0 || ProbesOf(caller).MayProbe;

    /// <summary>Counts a miss; the same question counts once.</summary>
    public void CountMiss(Caller caller, EntryId question)
    {
        if (caller.MissesPerMinute > 0)
        {
            ProbesOf(caller).Count(question);
        }
    }

    private TokenBucket RequestsOf(Caller caller) =>
        Current(_requests, caller.KeyId, known => known.PerMinute == caller.RequestsPerMinute, () => new TokenBucket(caller.RequestsPerMinute, _time));

    private ProbeLimit ProbesOf(Caller caller) =>
        Current(_probes, caller.KeyId, known => known.PerMinute == caller.MissesPerMinute, () => new ProbeLimit(caller.MissesPerMinute, _time));

    // Another limit for the same key starts anew; there are as many limits as keys.
    private static T Current<T>(ConcurrentDictionary<string, T> limits, string key, Func<T, bool> isCurrent, Func<T> make)
        where T : class =>
        limits.TryGetValue(key, out var known) && isCurrent(known) ? known : limits.AddOrUpdate(key, _ => make(), (_, other) => isCurrent(other) ? other : make());
}
